import { expect, it } from 'vitest'
import { momentText, spanEnds } from './moments.ts'

const now = new Date(2026, 10, 29, 12, 15).getTime()
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime()

it.each([
  [at(2026, 10, 29, 14, 7), '14:07', '14:07'],
  [at(2026, 10, 29, 0, 0), '00:00', '00:00'],
  [at(2026, 10, 30, 0, 0), 'Nov 30, 00:00', '11월 30일, 00:00'],
  [at(2026, 10, 28, 23, 59), 'Nov 28, 23:59', '11월 28일, 23:59'],
  [at(2025, 2, 3, 14, 7), 'Mar 3, 2025, 14:07', '2025년 3월 3일, 14:07'],
  [at(2027, 0, 1, 9, 0), 'Jan 1, 2027, 09:00', '2027년 1월 1일, 09:00'],
])('a moment has its day where that is not today and its year where that is another: %i', (moment, english, korean) => {
  expect([momentText(moment, 'en', now), momentText(moment, 'ko', now)]).toEqual([english, korean])
})

it.each([
  [at(2026, 10, 29, 13, 0), at(2026, 10, 29, 16, 32), ['13:00', '16:32']],
  [at(2026, 10, 29, 23, 0), at(2026, 10, 30, 4, 0), ['23:00', 'Nov 30, 04:00']],
  [at(2026, 10, 30, 11, 20), at(2026, 10, 30, 16, 32), ['Nov 30, 11:20', '16:32']],
  [at(2026, 11, 31, 23, 0), at(2027, 0, 1, 1, 0), ['Dec 31, 23:00', 'Jan 1, 2027, 01:00']],
])('a span names each day once: %i to %i', (from, to, said) => expect(spanEnds(from, to, 'en', now)).toEqual(said))
