/** The program uses British English: "A, B and C". */
const locales: Readonly<Record<string, string>> = { en: 'en-GB' }
const formats = new Map<string, Intl.ListFormat>()

/** The entries joined as in the language: "A, B and C", "A, B 및 C". */
export function listText(entries: readonly string[], language: string): string {
  const format = formats.get(language) ?? new Intl.ListFormat(locales[language] ?? language)
  formats.set(language, format)
  return format.format(entries)
}
