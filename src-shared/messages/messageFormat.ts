import { FormatError, IntlMessageFormat, type Formatters } from 'intl-messageformat'
import { shortText, wholeText } from '#shared/format/numbers.ts'
import type { Language } from './language.ts'
import { withParticles } from './particles.ts'

/**
 * The value of an argument: text or a number is inserted; a number may also select a plural, and any value a select.
 */
export type MessageValue = string | number | boolean
export type MessageValues = Readonly<Record<string, MessageValue>>

/** Plural rules by language; `#` is formatted like every number of the program. */
const formatters: Formatters = {
  getPluralRules: (locale) => pluralRules(String(locale)),
  getNumberFormat: () => ({ format: writtenNumber }) as Intl.NumberFormat,
  getDateTimeFormat: (...options) => new Intl.DateTimeFormat(...options),
}
const writtenNumber = (value: number): string => (Number.isInteger(value) ? wholeText(value) : shortText(value))
const rules = new Map<string, Intl.PluralRules>()
function pluralRules(locale: string): Intl.PluralRules {
  const known = rules.get(locale) ?? new Intl.PluralRules(locale)
  rules.set(locale, known)
  return known
}

/** Parsed messages, by language and text: each is parsed when first shown. */
const parsed: Readonly<Record<Language, Map<string, IntlMessageFormat>>> = { en: new Map(), ko: new Map() }
function parse(text: string, language: Language): IntlMessageFormat {
  const known = parsed[language].get(text) ?? new IntlMessageFormat(text, language, {}, { ignoreTag: true, formatters })
  parsed[language].set(text, known)
  return known
}

/** A text whose arguments, if any, are only inserted; it needs no parser. */
const simple = /^(?:[^{}']|'(?![{}])|\{\w+\})*$/

/**
 * Formats an ICU message with its values, and fits Korean particles to them. If a value is missing, e.g. in data stored
 * by another version, its placeholder stays; a text with a plural then stays unformatted as a whole.
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

/** A part of a message: text, or the placeholder of a named argument. */
export type MessagePart = string | { readonly name: string }

/** An ICU message in parts, for values that are not text, such as components. */
export function messageParts(text: string, language: Language, names: readonly string[]): MessagePart[] {
  const values = Object.fromEntries(names.map((name) => [name, { name }]))
  return parse(text, language)
    .formatToParts<{ readonly name: string }>(values)
    .map(({ value }) => value)
}
