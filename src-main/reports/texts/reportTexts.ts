import { english } from './english.ts'
import { korean } from './korean.ts'

/** The same texts in another language. */
type Translated<T> = T extends string
  ? string
  : T extends (...values: infer Values) => string
    ? (...values: Values) => string
    : { readonly [K in keyof T]: Translated<T[K]> }

export type ReportTexts = Translated<typeof english>

/** Every text of a report, by language. One more language is one more entry. */
export const reportTexts: Record<'en' | 'ko', ReportTexts> = { en: english, ko: korean }
