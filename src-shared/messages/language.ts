/** The program's languages: code and native name. */
export const languages = { en: 'English', ko: '한국어' } as const
export type Language = keyof typeof languages
export const languageCodes = Object.keys(languages) as [Language, ...Language[]]
