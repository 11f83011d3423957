import { listText } from '#shared/format/lists.ts'
import { english } from './english.ts'
import { withParticles } from './particles.ts'

export type SentenceKey = keyof typeof english
/** All sentences in one language. */
export type Texts = Readonly<Record<SentenceKey, string>>

/** What fills a place of a text: a name or number as it is, names strung together, or what is said there in its turn. */
export type SentenceValue = string | number | readonly string[] | Sentence | readonly Sentence[]

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never
type NamesOf<Key extends SentenceKey> = Names<(typeof english)[Key]>

/** Something said to the user before it is in any language; it crosses processes and the contract as it is. */
export interface Sentence {
  readonly key: SentenceKey
  readonly values: Readonly<Record<string, SentenceValue>>
}

/** The sentence of that key with the values that its text asks for. */
export function sentence<Key extends SentenceKey>(
  key: Key,
  ...[values]: [NamesOf<Key>] extends [never] ? [] : [Readonly<Record<NamesOf<Key>, SentenceValue>>]
): Sentence {
  return { key, values: values ?? {} }
}

/** Whether something from outside is a sentence of this version. */
export function isSentence(value: unknown): value is Sentence {
  const { key, values } = (value ?? {}) as Partial<Record<keyof Sentence, unknown>>
  const isKnown = typeof key === 'string' && Object.hasOwn(english, key)
  return isKnown && typeof values === 'object' && values !== null && Object.values(values).every(isSentenceValue)
}

function isSentenceValue(value: unknown): value is SentenceValue {
  if (Array.isArray(value)) return value.every(isSentence) || value.every((one) => typeof one === 'string')
  return typeof value === 'string' || typeof value === 'number' || isSentence(value)
}

/** A text that is in no language's table: what a library or the system said. */
export const asWritten = (text: string): Sentence => sentence('asWritten', { text })

/**
 * The sentence in the language of `texts`; names in one place are strung together as a list, sentences are parted by
 * semicolons, whole ones by spaces.
 */
export function sentenceText({ key, values }: Sentence, texts: Texts): string {
  const filled = (value: SentenceValue | undefined): string => {
    if (typeof value !== 'object') return String(value)
    if ('key' in value) return sentenceText(value, texts)
    return isNames(value)
      ? listText(value, texts === english ? 'en' : 'ko')
      : value.map((said) => sentenceText(said, texts)).reduce(joined, '')
  }
  const text = texts[key].replace(/\{(\w+)\}/g, (_, name: string) => filled(values[name]))
  return texts === english ? text : withParticles(text)
}

const isNames = (list: readonly string[] | readonly Sentence[]): list is readonly string[] =>
  typeof list[0] === 'string'

const joined = (before: string, text: string): string =>
  before === '' ? text : `${before}${before.endsWith('.') ? ' ' : '; '}${text}`

/** The sentence in English, for the command line and logs. */
export const englishText = (said: Sentence): string => sentenceText(said, english)

/** An error that says a sentence to the user; its message is the English one. */
export class SentenceError extends Error {
  readonly sentence: Sentence
  constructor(said: Sentence, options?: ErrorOptions) {
    super(englishText(said), options)
    this.sentence = said
  }
}

/** The RangeError of a value that the user gave, with what is wrong with it. */
export class ValueError extends RangeError {
  readonly sentence: Sentence
  constructor(said: Sentence, options?: ErrorOptions) {
    super(englishText(said), options)
    this.sentence = said
  }
}

/** What an error says to the user; one that has no sentence, its message as it was written. */
export function saidBy(error: unknown): Sentence {
  if (error instanceof SentenceError || error instanceof ValueError) return error.sentence
  return asWritten(error instanceof Error ? error.message : String(error))
}
