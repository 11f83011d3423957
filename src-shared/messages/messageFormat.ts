import { FormatError, IntlMessageFormat, type Formatters } from 'intl-messageformat'
import { wholeText } from '#shared/format/numbers.ts'
import type { Language } from './language.ts'
import { withParticles } from './particles.ts'

/** What fills a place of a message: a text or number as it is; a number also chooses a plural, anything a select. */
export type MessageValue = string | number | boolean
export type MessageValues = Readonly<Record<string, MessageValue>>

/** Plural rules by language; `#` is written as every whole number of the program is. */
const formatters: Formatters = {
  getPluralRules: (locale) => pluralRules(String(locale)),
  getNumberFormat: () => ({ format: wholeText }) as Intl.NumberFormat,
  getDateTimeFormat: (...options) => new Intl.DateTimeFormat(...options),
}
const rules = new Map<string, Intl.PluralRules>()
function pluralRules(locale: string): Intl.PluralRules {
  const known = rules.get(locale) ?? new Intl.PluralRules(locale)
  rules.set(locale, known)
  return known
}

/** Messages that were parsed, by language and text: each is parsed when it is first shown. */
const parsed: Readonly<Record<Language, Map<string, IntlMessageFormat>>> = { en: new Map(), ko: new Map() }
function parse(text: string, language: Language): IntlMessageFormat {
  const known = parsed[language].get(text) ?? new IntlMessageFormat(text, language, {}, { ignoreTag: true, formatters })
  parsed[language].set(text, known)
  return known
}

/** A text whose arguments, if it has any, are only filled in; it needs no parser. */
const simple = /^(?:[^{}']|'(?![{}])|\{\w+\})*$/

/**
 * An ICU message with its values, particles of Korean fitted to them. Where a value is missing, as in what another version
 * stored, its place stays as it is; a text with a plural stays so as a whole.
 */
export function formatMessage(text: string, language: Language, values: MessageValues = {}): string {
  const written = simple.test(text)
    ? text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
    : chosen(text, language, values)
  return language === 'ko' ? withParticles(written) : written
}

function chosen(text: string, language: Language, values: MessageValues): string {
  try {
    return String(parse(text, language).format(values))
  } catch (error) {
    if (error instanceof FormatError) return text
    throw error
  }
}

/** A piece of a message: text, or the place of the argument of that name. */
export type MessagePart = string | { readonly name: string }

/** An ICU message in pieces, for values that are no text, such as a component. */
export function messageParts(text: string, language: Language, names: readonly string[]): MessagePart[] {
  const values = Object.fromEntries(names.map((name) => [name, { name }]))
  return parse(text, language)
    .formatToParts<{ readonly name: string }>(values)
    .map(({ value }) => value)
}
