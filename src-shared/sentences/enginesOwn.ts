/**
 * Whether the JavaScript engine or a library, not this program, threw the RangeError: a mistake of the program or an end
 * of its stack or memory, and nothing that a user could mend.
 */
export function isEnginesOwn(error: RangeError): boolean {
  return (
    'code' in error ||
    /^(Invalid |Maximum call|Array buffer|offset is|Start offset|precision|to\w+\(\))/.test(error.message)
  )
}
