import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { divergedCaution } from './divergedCaution.ts'

const population = fc.record({
  errors: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 20 }),
  diverged: fc.nat(10),
})
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('divergedCaution', () => {
  it('is there exactly where some error of the diverged ones turns the sign of the difference', () => {
    fc.assert(
      fc.property(population, population, (newer, older) => {
        const worst = Math.max(...newer.errors, ...older.errors)
        const plain = Math.sign(mean(newer.errors) - mean(older.errors))
        const turns = Array.from({ length: 101 }, (_, i) => worst + ((100 - worst) * i) / 100).some((error) => {
          const counted = [newer, older].map(({ errors, diverged }) =>
            mean([...errors, ...Array.from({ length: diverged }, () => error)]),
          ) as [number, number]
          const difference = counted[0] - counted[1]
          return Math.abs(difference) > 1e-9 && Math.sign(difference) !== plain
        })
        const found = divergedCaution(newer, older)
        // A difference of exactly zero turns a sign as well: the scan passes it by.
        if (turns) expect(found).not.toBeNull()
        else if (found)
          expect(
            Math.abs(found.counted) < 1e-9 || plain === 0 || Math.abs(mean(newer.errors) - mean(older.errors)) < 1e-9,
          ).toBe(true)
      }),
    )
  })
  it('names the counts and both differences', () => {
    const [newer, older] = [
      { errors: [10, 12], diverged: 2 },
      { errors: [14, 16], diverged: 0 },
    ]
    expect(divergedCaution(newer, older)).toEqual({ newer: 2, older: 0, finished: -4, counted: 40.5 })
    expect(divergedCaution({ ...newer, diverged: 0 }, older)).toBeNull()
    expect(divergedCaution(newer, { errors: [], diverged: 5 })).toBeNull()
  })
})
