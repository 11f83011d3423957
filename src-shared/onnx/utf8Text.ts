/** U+FFFD, for bytes that are no UTF-8. */
const replacement = 0xfffd
/** Code points below these need fewer bytes: of one following byte, of two, of three. */
const least = [0x80, 0x800, 0x10000]

/** The text of UTF-8 bytes; what is no character becomes U+FFFD. */
export function utf8Text(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at++]!
    if (first < 0x80) {
      text += String.fromCharCode(first)
      continue
    }
    const following = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1
    let point = first & (0x3f >> following)
    let isWhole = first >= 0xc2 && first < 0xf5
    for (let i = 0; isWhole && i < following; i++) {
      const next = bytes[at] ?? 0
      isWhole = (next & 0xc0) === 0x80
      if (isWhole) point = point * 64 + (bytes[at++]! & 0x3f)
    }
    const isCharacter =
      isWhole && point >= least[following - 1]! && point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000)
    text += String.fromCodePoint(isCharacter ? point : replacement)
  }
  return text
}
