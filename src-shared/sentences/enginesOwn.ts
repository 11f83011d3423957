/**
 * Whether the JavaScript engine or a library threw the RangeError, rather than this program's own checks: a bug, or
 * exhausted stack or memory, which the user cannot fix.
 */
export function isEnginesOwn(error: RangeError): boolean {
  return 'code' in error || beginnings.test(error.message) || / value is out of range\.$/.test(error.message)
}

const beginnings =
  /^(Invalid |Maximum |Array buffer|[Oo]ffset is|[Ss]tart offset|byte length of|precision|to\w+\(\)|The number \S+ cannot|The normalization form|Incorrect locale)/
