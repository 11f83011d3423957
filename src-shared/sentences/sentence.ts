import { english } from './english.ts'

type Texts = typeof english
export type SentenceKey = keyof Texts

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never
type Values<Key extends SentenceKey> = Readonly<Record<Names<Texts[Key]>, string | number>>

/** Something said to the user before it is in any language; it crosses processes and the contract as it is. */
export interface Sentence {
  readonly key: SentenceKey
  readonly values: Readonly<Record<string, string | number>>
}

/** The sentence of that key with the values that its text asks for. */
export function sentence<Key extends SentenceKey>(
  key: Key,
  ...[values]: [Names<Texts[Key]>] extends [never] ? [] : [Values<Key>]
): Sentence {
  return { key, values: values ?? {} }
}

/** Whether something from outside is a sentence of this version. */
export function isSentence(value: unknown): value is Sentence {
  return typeof value === 'object' && value !== null && 'key' in value && Object.hasOwn(english, String(value.key))
}

/** A text that is in no language's table: what a library or a schema said. */
export const asWritten = (text: string): Sentence => sentence('asWritten', { text })

/** The sentence in English, for the command line and logs. */
export function englishText({ key, values }: Sentence): string {
  return english[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
}

/** An error that says a sentence to the user; its message is the English one. */
export class SentenceError extends Error {
  readonly sentence: Sentence
  constructor(said: Sentence, options?: ErrorOptions) {
    super(englishText(said), options)
    this.sentence = said
  }
}
