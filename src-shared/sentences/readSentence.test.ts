import { expect, it } from 'vitest'
import { english } from './english.ts'
import { readSentence } from './readSentence.ts'
import { asWritten, englishText, type Sentence, type SentenceKey } from './sentence.ts'

const keys = (Object.keys(english) as SentenceKey[]).filter((key) => key !== 'asWritten')

it.each(keys)('%s is read from its English text, and no other', (key) => {
  const names = [...english[key].matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
  const said: Sentence = { key, values: Object.fromEntries(names.map((name, i) => [name, `/a b/${i}.png (x, y)`])) }
  expect(readSentence(englishText(said))).toEqual(said)
})

it('is what was written where no text fits', () => {
  expect(readSentence('exit code 3: Error: out of memory')).toEqual(asWritten('exit code 3: Error: out of memory'))
})
