import { expect, it } from 'vitest'
import { english } from './english.ts'
import { asWritten, englishText, isSentence, sentence, SentenceError } from './sentence.ts'

it('is written in English with its values, whatever these hold', () => {
  const said = sentence('studyTaken', { name: 'the {id} of $& it all' })
  expect(englishText(said)).toBe('There is already a study named "the {id} of $& it all". Choose another name.')
  expect(new SentenceError(said).message).toBe(englishText(said))
  expect(englishText(asWritten('no adapter'))).toBe('no adapter')
})

it('says what happened and ends as a sentence does, unless another says the end', () => {
  const open = Object.entries(english).filter(([, text]) => !/(\.|\{\w+\})$/.test(text))
  expect(open).toEqual([])
})

it('is told from everything else', () => {
  expect(isSentence(sentence('labClosed'))).toBe(true)
  expect([undefined, null, 'labClosed', {}, { key: 'toString' }, { key: 'ofAnotherVersion' }].map(isSentence)).toEqual(
    new Array(6).fill(false),
  )
})
