import { expect, it } from 'vitest'
import { nextMoment } from './timeTarget.ts'

const at = (day: number, hours: number, minutes = 0) => new Date(2026, 4, day, hours, minutes).getTime()

it('is today if the time is still to come, otherwise tomorrow', () => {
  expect(nextMoment('08:00', at(3, 7, 59))).toBe(at(3, 8))
  expect(nextMoment('08:00', at(3, 8))).toBe(at(4, 8))
  expect(nextMoment('23:30', at(31, 23, 45))).toBe(at(32, 23, 30))
})
it('rejects other times', () => {
  for (const text of ['', '8', '24:00', '08:60', 'noon']) expect(nextMoment(text, at(3, 7))).toBeUndefined()
})
