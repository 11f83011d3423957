const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const [openingList, openingObject, closingList, closingObject] = [0x5b, 0x7b, 0x5d, 0x7d]

/**
 * Which limit the JSON in the bytes exceeds: nesting depth or number of values (numbers, strings, lists and objects).
 * Scans the bytes so that no parser spends time and memory on an oversized file, and stops at the first excess. Null:
 * neither limit is exceeded; the text may still be invalid JSON, which the parser reports.
 */
export function excessOf(
  json: ArrayLike<number>,
  { depth: deepest, values: most }: { depth: number; values: number },
): 'depth' | 'values' | null {
  let depth = 0
  let values = 0
  let isText = false
  for (let i = 0; i < json.length; i++) {
    const byte = json[i]!
    if (isText) {
      if (byte === backslash) i++
      else if (byte === quote) isText = false
    } else if (byte === quote) isText = true
    else if (byte === comma) values++
    else if (byte === openingList || byte === openingObject) {
      depth++
      values++
      if (depth > deepest) return 'depth'
    } else if (byte === closingList || byte === closingObject) depth--
    if (values > most) return 'values'
  }
  return null
}
