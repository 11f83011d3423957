import { ORPCError } from '@orpc/client'
import { expect, it } from 'vitest'
import { verbatim, sentence, SentenceError } from '#shared/sentences/sentence.ts'
import { nowInstead, sentenceOf } from './errors.ts'

it("the sentence of an error from the lab is the lab's own", () => {
  const taken = sentence('studyTaken', { name: 'width {a} | @b' })
  expect(sentenceOf(new ORPCError('invalid', { message: 'There is already a study', data: taken }))).toEqual(taken)
  expect(sentenceOf(new SentenceError(taken))).toEqual(taken)
})

it('an error in no table is shown as written', () => {
  const newer = new ORPCError('invalid', { message: 'newer', data: { key: 'ofANewerLab', values: {} } })
  expect(sentenceOf(newer)).toEqual(verbatim('newer'))
  expect(sentenceOf(new RangeError('invalid sample: 0'))).toEqual(verbatim('invalid sample: 0'))
})

it('only a refused edit carries the current state', () => {
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

it('a value that is no error is shown as a string', () => {
  expect(sentenceOf({ data: sentence('studyTaken', { name: 'a' }) })).toEqual(verbatim('[object Object]'))
  expect(sentenceOf('as it is')).toEqual(verbatim('as it is'))
})
