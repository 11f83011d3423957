import { listText } from '#shared/format/lists.ts'
import { sentences as english } from '#shared/messages/en/sentences.ts'
import type { Language } from '#shared/messages/language.ts'
import { formatMessage, type MessageValue } from '#shared/messages/messageFormat.ts'
import type { ArgumentsOf } from '#shared/messages/messageTypes.ts'

export type SentenceKey = keyof typeof english
/** All sentences in one language. */
export type SentenceTexts = Readonly<Record<SentenceKey, string>>

/** The value of an argument: a name or number, a list of names, or nested sentences. */
export type SentenceValue = string | number | readonly string[] | Sentence | readonly Sentence[]

/** The values of a sentence: a number for an argument that selects a plural. */
type ValuesOf<Argument> = {
  readonly [Each in Argument as Each extends [infer Name extends string, unknown] ? Name : never]: Each extends [
    unknown,
    'plural',
  ]
    ? number
    : SentenceValue
}
type ArgumentsAt<Key extends SentenceKey> = ArgumentsOf<(typeof english)[Key]>

/** A message to the user, independent of language; it crosses processes and the contract in this form. */
export interface Sentence {
  readonly key: SentenceKey
  readonly values: Readonly<Record<string, SentenceValue>>
}

/** The sentence of that key with the values that its text requires. */
export function sentence<Key extends SentenceKey>(
  key: Key,
  ...[values]: [ArgumentsAt<Key>] extends [never] ? [] : [ValuesOf<ArgumentsAt<Key>>]
): Sentence {
  return { key, values: values ?? {} }
}

/** Whether a value from outside is a sentence of this version. */
export function isSentence(value: unknown): value is Sentence {
  const { key, values } = (value ?? {}) as Partial<Record<keyof Sentence, unknown>>
  const isKnown = typeof key === 'string' && Object.hasOwn(english, key)
  return isKnown && typeof values === 'object' && values !== null && Object.values(values).every(isSentenceValue)
}

function isSentenceValue(value: unknown): value is SentenceValue {
  if (Array.isArray(value)) return value.every(isSentence) || value.every((one) => typeof one === 'string')
  return typeof value === 'string' || typeof value === 'number' || isSentence(value)
}

/** A text in no language's table: the words of a library or the system. */
export const verbatim = (text: string): Sentence => sentence('asWritten', { text })

/**
 * The sentence in a language, by that language's table. Several names become a list; several sentences are separated by
 * semicolons, or by spaces after a full stop.
 */
export function sentenceText({ key, values }: Sentence, language: Language, texts: SentenceTexts): string {
  const filled = (value: SentenceValue): MessageValue => {
    if (typeof value !== 'object') return value
    if ('key' in value) return sentenceText(value, language, texts)
    return isNames(value)
      ? listText(value, language)
      : value.map((said) => sentenceText(said, language, texts)).reduce(joined, '')
  }
  const written = Object.entries(values).map(([name, value]) => [name, filled(value)])
  return formatMessage(texts[key], language, Object.fromEntries(written) as Record<string, MessageValue>)
}

const isNames = (list: readonly string[] | readonly Sentence[]): list is readonly string[] =>
  typeof list[0] === 'string'

const joined = (before: string, text: string): string =>
  before === '' ? text : `${before}${before.endsWith('.') ? ' ' : '; '}${text}`

/** The sentence in English, for the command line and logs. */
export const englishText = (said: Sentence): string => sentenceText(said, 'en', english)

/** An error with a sentence for the user; its message is the sentence in English. */
export class SentenceError extends Error {
  readonly sentence: Sentence
  constructor(said: Sentence, options?: ErrorOptions) {
    super(englishText(said), options)
    this.sentence = said
  }
}

/** The RangeError for an invalid value from the user, which says what is wrong with it. */
export class ValueError extends RangeError {
  readonly sentence: Sentence
  constructor(said: Sentence, options?: ErrorOptions) {
    super(englishText(said), options)
    this.sentence = said
  }
}

/** The message of an error for the user; without a sentence, the error's message as written. */
export function messageOf(error: unknown): Sentence {
  if (error instanceof SentenceError || error instanceof ValueError) return error.sentence
  return verbatim(error instanceof Error ? error.message : String(error))
}
