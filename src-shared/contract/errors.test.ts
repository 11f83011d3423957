import { ORPCError } from '@orpc/client'
import { expect, it } from 'vitest'
import { asWritten, sentence, SentenceError } from '#shared/sentences/sentence.ts'
import { sentenceOf } from './errors.ts'

it('the sentence of an error of the lab is that which the lab said', () => {
  const taken = sentence('studyTaken', { name: 'width {a} | @b' })
  expect(sentenceOf(new ORPCError('invalid', { message: 'There is already a study', data: taken }))).toEqual(taken)
  expect(sentenceOf(new SentenceError(taken))).toEqual(taken)
})

it('what no table knows is told as it was written', () => {
  const newer = new ORPCError('invalid', { message: 'newer', data: { key: 'ofANewerLab', values: {} } })
  expect(sentenceOf(newer)).toEqual(asWritten('newer'))
  expect(sentenceOf(new RangeError('invalid sample: 0'))).toEqual(asWritten('invalid sample: 0'))
})
