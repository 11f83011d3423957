import { ORPCError } from '@orpc/client'
import { afterEach, expect, it } from 'vitest'
import { sentence } from '#shared/sentences/sentence.ts'
import { createTranslations } from '#renderer/i18n/i18n.ts'
import { sentenceOf, tellErrorsIn } from './client.ts'
import { LostConnectionError } from './connection.ts'

const taken = sentence('studyTaken', { name: 'width {a} | @b' })
const fault = new ORPCError('invalid', { message: 'There is already a study', data: taken })

afterEach(() => tellErrorsIn(createTranslations('en').global.t))

it('an error of the lab is told in the language of the window', () => {
  tellErrorsIn(createTranslations('en').global.t)
  expect(sentenceOf(fault)).toBe('There is already a study named "width {a} | @b". Choose another name.')
  tellErrorsIn(createTranslations('ko').global.t)
  expect(sentenceOf(fault)).toBe('"width {a} | @b"이라는 이름의 연구가 이미 있습니다. 다른 이름을 고르세요.')
  expect(sentenceOf(new LostConnectionError(undefined))).toMatch(/연결이 끊겼습니다/)
})

it('what no table knows is told as it was written', () => {
  tellErrorsIn(createTranslations('ko').global.t)
  expect(sentenceOf(new ORPCError('invalid', { message: 'newer', data: { key: 'ofANewerLab', values: {} } }))).toBe(
    'newer',
  )
  expect(sentenceOf(new RangeError('invalid sample: 0'))).toBe('invalid sample: 0')
})
