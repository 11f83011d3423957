/** The program's English is British: "A, B and C". */
const locales: Readonly<Record<string, string>> = { en: 'en-GB' }
const formats = new Map<string, Intl.ListFormat>()

/** Things that are said together, strung as a language does: "A, B and C", "A, B 및 C". */
export function listText(entries: readonly string[], language: string): string {
  const format = formats.get(language) ?? new Intl.ListFormat(locales[language] ?? language)
  formats.set(language, format)
  return format.format(entries)
}
