import { expect, it } from 'vitest'
import { freeName } from './freeName.ts'

it('freeName returns the first name that is not taken', () => {
  const among = (...taken: string[]) => freeName('A', (name) => taken.includes(name))
  expect([among(), among('A'), among('A', 'A (2)', 'A (4)'), among('A (2)')]).toEqual(['A', 'A (2)', 'A (3)', 'A'])
})
