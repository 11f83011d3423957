import { expect, it } from 'vitest'
import { containsTyped, searched } from './alike.ts'

it('containsTyped ignores case and Unicode form', () => {
  const note = '병목을 줄였다'.normalize('NFD')
  expect(note.includes('병목')).toBe(false)
  expect(containsTyped(note, '병목')).toBe(true)
  expect(containsTyped('병목을 줄였다', '병목'.normalize('NFD'))).toBe(true)
  expect(containsTyped('Café au lait', 'CAFE\u0301')).toBe(true)
  expect(containsTyped('폭', '깊이')).toBe(false)
  expect(searched('É')).toBe('é')
})
