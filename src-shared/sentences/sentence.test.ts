import { describe, expect, it } from 'vitest'
import { sentenceFaults, sentenceLabels, sentences as english } from '#shared/messages/en/sentences.ts'
import { saidIn } from './saidIn.ts'
import {
  verbatim,
  englishText,
  isSentence,
  sentence,
  SentenceError,
  messageOf,
  ValueError,
  type SentenceKey,
} from './sentence.ts'

const keys = Object.keys(english) as SentenceKey[]

it('is written in English with its values, whatever these contain', () => {
  const said = sentence('studyTaken', { name: 'the {id} of $& it all' })
  expect(englishText(said)).toBe('There is already a study named "the {id} of $& it all". Choose another name.')
  expect(new SentenceError(said).message).toBe(englishText(said))
  expect(englishText(verbatim('no adapter'))).toBe('no adapter')
})

it('includes nested sentences in the same language', () => {
  const faults = [
    sentence('faultAt', { place: 'name', said: sentence('required') }),
    sentence('faultOfValueAt', { place: 'perSpace', value: 0, said: sentence('atLeast', { limit: 1 }) }),
  ]
  const said = sentence('invalid', { what: sentence('study'), faults })
  expect(englishText(said)).toBe('invalid study: name: required; perSpace is 0 (at least 1)')
  expect(saidIn('ko', said)).toBe('연구에 잘못이 있습니다: name: 필요한 값입니다; perSpace 값 0 (1 이상이어야 합니다)')
})

describe('texts', () => {
  it('end like sentences unless a nested one ends them; faults and labels are phrases', () => {
    const isPhrase = (key: SentenceKey) => Object.hasOwn({ ...sentenceFaults, ...sentenceLabels }, key)
    expect(keys.filter((key) => !isPhrase(key) && !/(\.|\{\w+\})$/.test(english[key]))).toEqual([])
    expect(keys.filter((key) => isPhrase(key) && /^[A-Z]|\.$/.test(english[key]))).toEqual([])
  })
})

it('is told apart from everything else', () => {
  const nested = sentence('trainerCrashed', { count: 3, said: [sentence('labClosed'), verbatim('signal SIGKILL')] })
  expect([sentence('labClosed'), nested].filter(isSentence)).toHaveLength(2)
  const others = [
    undefined,
    null,
    'labClosed',
    {},
    ...['labClosed', 'toString', 'ofAnotherVersion'].map((key) => ({ key })),
  ]
  expect(others.filter(isSentence)).toEqual([])
  for (const said of [{ key: 'ofAnotherVersion', values: {} }, [sentence('labClosed'), 'text'], null, true, undefined])
    expect(isSentence({ ...nested, values: { said } })).toBe(false)
  for (const values of [null, 'text', 3, undefined]) expect(isSentence({ ...nested, values })).toBe(false)
  expect(isSentence({ ...nested, key: 3 })).toBe(false)
  expect(isSentence({ ...nested, values: { count: 3, said: 'text' } })).toBe(true)
})

it('joins names as the language does, and is recognised with them', () => {
  const said = sentence('idxSubsetUnknown', { folder: '/f', subset: 'x', names: ['a', 'b', 'c'] })
  expect(isSentence(said)).toBe(true)
  expect(isSentence({ ...said, values: { names: ['a', 3] } })).toBe(false)
  expect(englishText(said)).toContain('only a, b and c:')
  expect(saidIn('ko', said)).toContain('a, b 및 c.')
})

it('is the message of an error', () => {
  const said = sentence('required')
  expect([new SentenceError(said), new ValueError(said), new Error('no adapter'), 'gone'].map(messageOf)).toEqual([
    said,
    said,
    verbatim('no adapter'),
    verbatim('gone'),
  ])
})
