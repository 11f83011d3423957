import type { english } from './english.ts'

/** The same texts in another language. */
type Translated<T> = T extends string
  ? string
  : T extends (...values: infer Values) => string
    ? (...values: Values) => string
    : { readonly [K in keyof T]: Translated<T[K]> }

/** Every text of a report. */
export type ReportTexts = Translated<typeof english>
