import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { networksOfEach, networksOfNew } from './power.ts'

const random = stream(8, 'dataset')
/** Share of 1000 studies in which the difference of means exceeds 1.96 standard errors. */
function found(difference: number, newCount: number, oldCount: number, deviation: number): number {
  const mean = (count: number, centre: number) =>
    Array.from({ length: count }, () => centre + deviation * random.normal()).reduce((a, b) => a + b) / count
  const error = deviation * Math.sqrt(1 / newCount + 1 / oldCount)
  const studies = Array.from({ length: 1000 }, () => mean(newCount, difference) - mean(oldCount, 0) < -1.96 * error)
  return studies.filter(Boolean).length / 1000
}

describe('networks for a difference', () => {
  it('of each space detect it in about four of five studies', () => {
    const n = networksOfEach(-2, 16, 16)
    expect(n).toBe(63)
    expect(Math.abs(found(-2, n, n, 4) - 0.8)).toBeLessThan(0.05)
  })
  it('of the new space detect it beside the existing old ones', () => {
    const n = networksOfNew(-2, 16, { variance: 16, count: 80 })!
    expect(n).toBeLessThan(networksOfEach(-2, 16, 16))
    expect(Math.abs(found(-2, n, 80, 4) - 0.8)).toBeLessThan(0.05)
  })
  it('are null if the old networks vary too much, or without a difference', () => {
    expect(networksOfNew(-2, 16, { variance: 16, count: 20 })).toBeNull()
    expect(networksOfEach(0, 16, 16)).toBe(Infinity)
    expect(networksOfNew(0, 16, { variance: 16, count: 20 })).toBeNull()
  })
})
