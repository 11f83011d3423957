/** Bytes in UTF-8 of a name without its ending: systems take 255 in all, a browser adds what tells copies apart. */
const mostBytes = 180

/** Names that Windows keeps for devices, alone and before a dot. */
const device = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?: *\.|$)/i

/**
 * What a text is called as a file, `ending` without its dot: a name that Windows, macOS and Linux take, close to the
 * text and never empty. What they refuse becomes a hyphen, what nobody sees goes; too long a text loses its end. The
 * name of a name, without its ending, is the same.
 */
export function fileName(text: string, ending: string): string {
  const allowed = text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/(?: ?[<>:"/\\|?*\p{C}])+ ?/gu, ' - ')
    // A leading dot hides a file, a leading hyphen reads as an option; Windows drops dots and spaces at the end.
    .replace(/^[ .-]+/, '')
  const short = firstBytes(allowed, mostBytes).replace(/[ .-]+$/, '')
  return `${short.replace(device, '$1_') || 'file'}.${ending}`
}

/** The longest beginning of at most `most` bytes in UTF-8 that splits no character. */
function firstBytes(text: string, most: number): string {
  let [bytes, end] = [0, 0]
  for (const character of text) {
    const code = character.codePointAt(0)!
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    if (bytes > most) break
    end += character.length
  }
  return text.slice(0, end)
}
