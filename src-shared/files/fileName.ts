/**
 * Maximum UTF-8 bytes of a name without extension: systems allow 255 in all, and browsers append a suffix to copies.
 */
const mostBytes = 180

/** Names that Windows reserves for devices, alone or before a dot. */
const device = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?: *\.|$)/i

/**
 * A file name for a text, with `ending` as extension (without dot): valid on Windows, macOS and Linux, close to the
 * text and never empty. Forbidden characters become hyphens, invisible ones are removed, long texts are truncated.
 * Idempotent apart from the extension.
 */
export function fileName(text: string, ending: string): string {
  const allowed = text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/(?: ?[<>:"/\\|?*\p{C}])+ ?/gu, ' - ')
    // A leading dot hides a file, a leading hyphen looks like an option; Windows strips trailing dots and spaces.
    .replace(/^[ .-]+/, '')
  const short = firstBytes(allowed, mostBytes).replace(/[ .-]+$/, '')
  return `${short.replace(device, '$1_') || 'file'}.${ending}`
}

/** The longest prefix of at most `most` UTF-8 bytes that splits no character. */
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
