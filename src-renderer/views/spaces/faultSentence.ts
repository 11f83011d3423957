type Translate = (key: string, values: Record<string, string>) => string

/**
 * What a fault of a definition is called beside its field, by how the schema words it; groups fill the sentence in. A
 * fault that only text can have stands as it is worded.
 */
const sentences: readonly (readonly [wording: RegExp, key: string])[] = [
  [/^invalid low: (?<low>\S+) \(at most high, (?<high>\S+)\)$/, 'order'],
  [/^invalid (?:low|high): (?<value>\S+) \(a multiple of quantum (?<quantum>\S+)\)$/, 'multiple'],
  [/^invalid (?:low|high|quantum): (?<value>\S+) \(a power of two\)$/, 'powerOfTwo'],
  [/^invalid low: (?<value>\S+) \(above 0 for a logarithmic law\)$/, 'aboveZero'],
  [/^has the value (?<value>\S+) \(must be whole numbers from 1\)$/, 'whole'],
  [/^has the value (?<value>\S+) \(must be whole numbers or one over a whole number\)$/, 'ratio'],
  [/^has the value (?<value>\S+) \(must be positive multiples of 8\)$/, 'multipleOf8'],
  [/^has the value (?<value>\S+) \(must be at least 0\)$/, 'atLeastZero'],
  [/^has the value (?<value>\S+) \(must be above 1\)$/, 'aboveOne'],
  [/^invalid values: /, 'list'],
  [/^needs min, max or both$/, 'bound'],
  [/^is "" /, 'empty'],
  [/^is (?:NaN|null) /, 'number'],
]

/** The fault in the user's language. */
export function faultSentence(text: string, t: Translate): string {
  for (const [wording, key] of sentences) {
    const match = wording.exec(text)
    if (match) return t(`spaces.faults.${key}`, { ...match.groups })
  }
  return text
}
