import { describe, expect, it } from 'vitest'
import { formatMessage, messageParts } from './messageFormat.ts'

const runs = '{count, plural, one {# run} other {# runs}} of {name}'

describe('A message', () => {
  it('is filled in, whatever its values contain', () => {
    expect(formatMessage('The {id} of {name}', 'en', { id: '$&', name: '{id}' })).toBe('The $& of {id}')
    expect(formatMessage("It isn't there <here>", 'en')).toBe("It isn't there <here>")
    expect(formatMessage(runs, 'en', { count: 2, name: "{id}'s" })).toBe("2 runs of {id}'s")
  })
  it('chooses the plural form for its number, and formats the number like any other', () => {
    const said = [0, 1, 2, 12000].map((count) => formatMessage(runs, 'en', { count, name: 'A' }))
    expect(said).toEqual(['0 runs of A', '1 run of A', '2 runs of A', '12\u202f000 runs of A'])
  })
  it('does not round a number that is not whole', () => {
    expect(formatMessage(runs, 'en', { count: 2.5, name: 'A' })).toBe('2.5 runs of A')
  })
  it('leaves the placeholder of a missing value', () => {
    expect(formatMessage('{a} of {b}', 'en', { a: 1 })).toBe('1 of {b}')
    expect(formatMessage(runs, 'en', {})).toBe(runs)
  })
  it('has Korean particles that fit the filled-in values', () => {
    const text = '이름을 {name}(으)로 바꿈'
    expect(formatMessage(text, 'ko', { name: '폭 실험 2' })).toBe('이름을 폭 실험 2로 바꿈')
    expect(formatMessage(text, 'ko', { name: '세 공간' })).toBe('이름을 세 공간으로 바꿈')
    expect(formatMessage('{count, plural, other {#개}}을(를) {name}', 'ko', { count: 3, name: 'x' })).toBe('3개를 x')
  })
  it('keeps tags as text, also beside a plural', () => {
    expect(formatMessage('<b>{count, plural, one {# run} other {# runs}}</b>', 'en', { count: 1 })).toBe('<b>1 run</b>')
  })
  it('shows quoted braces, and names longer than a letter', () => {
    expect(formatMessage("'{'{name}'}' of {other}", 'en', { name: 'a', other: 'b' })).toBe('{a} of b')
  })
  it('fits particles in Korean alone', () => {
    expect(formatMessage('공간을(를)', 'en')).toBe('공간을(를)')
  })
  it('hides no other error than a missing value', () => {
    expect(() => formatMessage('{count, plural, one {#}}', 'en', { count: 2 })).toThrow()
  })
  it('comes in parts for values that are not text', () => {
    expect(messageParts('Is {newer} better than {older}?', 'en', ['newer', 'older'])).toEqual([
      ...['Is ', { name: 'newer' }, ' better than ', { name: 'older' }, '?'],
    ])
  })
})
