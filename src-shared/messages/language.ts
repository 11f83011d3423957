/** The languages of the program, by their codes, with their own names. */
export const languages = { en: 'English', ko: '한국어' } as const
export type Language = keyof typeof languages
export const languageCodes = Object.keys(languages) as [Language, ...Language[]]
