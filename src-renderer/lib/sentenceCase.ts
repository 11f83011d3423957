import type { Sentence, SentenceValue } from '#shared/sentences/sentence.ts'

/** Names of sentence values that hold paths. */
const pathNames = ['folder', 'file', 'path', 'places']

/**
 * Whether a text contains a path. Such a text is shown verbatim, without capitalisation or subscripts, so that the path
 * can be read and copied as it is.
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
