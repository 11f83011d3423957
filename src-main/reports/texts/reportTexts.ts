import { listText } from '#shared/format/lists.ts'
import type { Language } from '#shared/messages/language.ts'
import { messageParts, type MessagePart } from '#shared/messages/messageFormat.ts'
import { textAt, translation, type MessageKey, type Tables, type Translate } from '#shared/messages/translation.ts'
import { english } from './english.ts'
import { korean } from './korean.ts'

type ReportArea = keyof typeof english

/** The texts of reports in one language. */
export interface ReportTexts {
  readonly language: Language
  /** Translates a text of reports. */
  readonly t: Translate<ReportArea>
  /** A text in parts, for one whose value `name` is markup. */
  readonly partsOf: (key: MessageKey<ReportArea>, name: string) => MessagePart[]
  /** The entries joined: "A, B and C". */
  readonly list: (entries: readonly string[]) => string
}

const textsIn = (language: Language, tables: Tables<ReportArea>): ReportTexts => ({
  language,
  t: translation<ReportArea>(language, tables),
  partsOf: (key, name) => messageParts(textAt(tables, key) ?? key, language, [name]),
  list: (entries) => listText(entries, language),
})

/** The texts of reports by language. */
export const reportTexts: Readonly<Record<Language, ReportTexts>> = {
  en: textsIn('en', english),
  ko: textsIn('ko', korean),
}
