import { afterEach, expect, it } from 'vitest'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { failureText } from './failure.ts'
import { errorText, languageOf, speak, t } from './language.ts'
import { UserError } from './userError.ts'

afterEach(() => speak('en'))

it('the terminal speaks the language of the first variable that is set', () => {
  expect(languageOf({ LANG: 'ko_KR.UTF-8' }, 'en-US')).toBe('ko')
  expect(languageOf({ LC_MESSAGES: 'C', LANG: 'ko_KR.UTF-8' }, 'ko-KR')).toBe('en')
  expect(languageOf({ LC_ALL: 'ko', LC_MESSAGES: 'en_GB.UTF-8' }, 'en-GB')).toBe('ko')
  expect(languageOf({ LC_ALL: '', LANG: 'kok_IN' }, 'ko-KR')).toBe('en')
})

it('and the system’s where none is', () => {
  expect([languageOf({}, 'ko-KR'), languageOf({}, 'de-DE')]).toEqual(['ko', 'en'])
})

it('errors are said in it: their sentences, the program’s own and those of the system', () => {
  const wrong = new ValueError(sentence('atLeast', { limit: 1 }))
  const missing = Object.assign(new Error('ENOENT'), { code: 'ENOENT', path: '/there' })
  const errors = () => [
    failureText(wrong),
    failureText(new UserError(t('terminal.labMissing', { folder: '/lab' }))),
    failureText(missing),
    errorText(wrong),
  ]
  expect(errors()).toEqual([
    ...['at least 1', 'There is no lab in /lab. Check the path.'],
    ...['There is no /there. Check the path.', 'at least 1'],
  ])
  speak('ko')
  for (const text of errors()) expect(text).toMatch(/[가-힣]/)
  expect(failureText(missing)).toBe('/there: 없습니다. 경로를 확인하세요.')
})
