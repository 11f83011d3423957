import type { Sentence, SentenceValue } from '#shared/sentences/sentence.ts'

/** The values of sentences that are paths, as a user typed them or a system gave them. */
const pathNames = ['folder', 'file', 'path', 'places']

/**
 * Whether what is said names a file or folder. It is then shown letter by letter: neither is its beginning raised nor
 * anything after an underscore lowered, so that a path reads, and is copied, as it is.
 */
export function namesPath(said: Sentence | string): boolean {
  if (typeof said === 'string') return /[\\/]\S/.test(said)
  const inside = (value: SentenceValue): readonly Sentence[] => {
    if (typeof value !== 'object') return []
    return 'key' in value ? [value] : value.filter((one) => typeof one === 'object')
  }
  return Object.entries(said.values).some(
    ([name, value]) => (pathNames.includes(name) && isText(value)) || inside(value).some(namesPath),
  )
}

const isText = (value: SentenceValue) =>
  typeof value === 'string' || (Array.isArray(value) && typeof value[0] === 'string')

/** A phrase that stands alone, with its first letter raised. */
export const raised = (phrase: string): string =>
  phrase.replace(/^\p{Lowercase_Letter}/u, (letter) => letter.toLocaleUpperCase())
