import { ORPCError } from '@orpc/client'
import { expect, it } from 'vitest'
import { asWritten, sentence, SentenceError } from '#shared/sentences/sentence.ts'
import { nowInstead, sentenceOf } from './errors.ts'

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

it('a refused edit tells the state that is there now, and nothing else does', () => {
  const data = { ...sentence('studyTaken', { name: 'a' }), now: null }
  expect(nowInstead(new ORPCError('changedMeanwhile', { data }))).toEqual({ now: null })
  for (const other of [
    new ORPCError('invalid', { data }),
    new ORPCError('changedMeanwhile', { data: sentence('studyTaken', { name: 'a' }) }),
    new ORPCError('changedMeanwhile'),
    Object.assign(new Error('without data'), { code: 'changedMeanwhile' }),
    { code: 'changedMeanwhile', data },
    new Error('changedMeanwhile'),
    null,
  ])
    expect(nowInstead(other)).toBeUndefined()
})

it('what is no error says what it is', () => {
  expect(sentenceOf({ data: sentence('studyTaken', { name: 'a' }) })).toEqual(asWritten('[object Object]'))
  expect(sentenceOf('as it is')).toEqual(asWritten('as it is'))
})
