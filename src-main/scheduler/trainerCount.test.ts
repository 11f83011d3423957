import fc from 'fast-check'
import { expect, test } from 'vitest'
import { trainerCount } from './trainerCount.ts'

test.each([
  { cores: 8, free: 16e9, peak: 1e9, count: 8, because: 'memory carries more than the cores' },
  { cores: 8, free: 3.9e9, peak: 1e9, count: 3, because: 'memory carries three' },
  { cores: 8, free: 0.5e9, peak: 1e9, count: 1, because: 'one is always tried' },
  { cores: 2, free: 16e9, peak: null, count: 2, because: 'nothing is known' },
])('$count of $cores trainers: $because', ({ cores, free, peak, count }) => {
  expect(trainerCount(cores, free, peak)).toBe(count)
})

test('never exceeds the cores and is at least one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 512 }),
      fc.double({ min: 0, max: 1e13, noNaN: true }),
      fc.double({ min: 1, max: 1e12, noNaN: true }),
      (cores, free, peak) => {
        const count = trainerCount(cores, free, peak)
        return Number.isInteger(count) && count >= 1 && count <= cores && (count === 1 || count * peak <= free)
      },
    ),
  )
})
