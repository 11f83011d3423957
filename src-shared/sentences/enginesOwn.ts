/**
 * Whether the JavaScript engine or a library, not this program, threw the RangeError: a mistake of the program or an end
 * of its stack or memory, and nothing that a user could mend.
 */
export function isEnginesOwn(error: RangeError): boolean {
  return 'code' in error || beginnings.test(error.message) || / value is out of range\.$/.test(error.message)
}

const beginnings =
  /^(Invalid |Maximum |Array buffer|[Oo]ffset is|[Ss]tart offset|byte length of|precision|to\w+\(\)|The number \S+ cannot|The normalization form|Incorrect locale)/
