import { english } from './english.ts'
import { asWritten, type Sentence, type SentenceKey } from './sentence.ts'

interface Form {
  readonly key: SentenceKey
  readonly names: readonly string[]
  readonly pattern: RegExp
  /** Letters of the text that no value takes. */
  readonly fixed: number
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** One form for each text, with a group for each value; the one that says most by itself first. */
const forms = Object.entries(english)
  .flatMap(([key, text]): Form[] => {
    if (key === 'asWritten') return []
    const parts = text.split(/\{(\w+)\}/)
    const names = parts.filter((_, i) => i % 2 === 1)
    const source = parts.map((part, i) => (i % 2 === 1 ? '(.+?)' : escaped(part))).join('')
    const fixed = parts.filter((_, i) => i % 2 === 0).join('').length
    return [{ key: key as SentenceKey, names, fixed, pattern: new RegExp(`^${source}$`, 's') }]
  })
  .sort((a, b) => b.fixed - a.fixed)

/**
 * The sentence whose English text is `text`, or else that text as it was written. Runs and data sets keep in English why
 * they ended and what was left out, also in labs and bundles of before.
 */
export function readSentence(text: string): Sentence {
  for (const { key, names, pattern } of forms) {
    const found = pattern.exec(text)
    if (found) return { key, values: Object.fromEntries(names.map((name, i) => [name, found[i + 1]!])) }
  }
  return asWritten(text)
}
