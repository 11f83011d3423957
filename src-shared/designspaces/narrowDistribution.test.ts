import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distributionPmf, type Distribution } from '#shared/random/distributions.ts'
import { narrowDistribution } from './narrowDistribution.ts'

const distributions: Distribution[] = [
  { law: 'uniform', low: 1, high: 63, quantum: 1 },
  { law: 'logUniform', low: 8, high: 248, quantum: 8 },
  { law: 'logUniform', low: 1.5, high: 3, quantum: 0.001 },
  { law: 'powerOf2', low: 1, high: 64 },
  { law: 'powerOf2OrLog', low: 1, high: 96, quantum: 8 },
  { law: 'choice', values: [4, 1, 2] },
]

describe('narrowDistribution', () => {
  it.each(distributions)('keeps the odds of %j, conditioned on the range', (distribution) => {
    const before = distributionPmf(distribution)
    const place = fc.integer({ min: 0, max: before.values.length - 1 })
    fc.assert(
      fc.property(place, place, (a, b) => {
        const [low, high] = [before.values[Math.min(a, b)]!, before.values[Math.max(a, b)]!]
        const after = distributionPmf(narrowDistribution(distribution, { low, high })!)
        const inside = before.values.map((value) => value >= low && value <= high)
        const mass = before.probabilities.reduce((sum, p, i) => sum + (inside[i] ? p : 0), 0)
        expect(after.values).toEqual(before.values.filter((_, i) => inside[i]))
        const expected = before.probabilities.filter((_, i) => inside[i]).map((p) => p / mass)
        // Below two quanta, the lowest value of a logarithmic law takes the mass from half of it on.
        if (!('quantum' in distribution) || low >= 2 * distribution.quantum)
          after.probabilities.forEach((p, i) => expect(p).toBeCloseTo(expected[i]!, 9))
      }),
    )
  })
  it('moves the ends inwards to values that can be drawn', () => {
    const widths: Distribution = { law: 'logUniform', low: 8, high: 1024, quantum: 8 }
    expect(narrowDistribution(widths, { low: 30, high: 100.5 })).toEqual({ ...widths, low: 32, high: 96 })
    expect(narrowDistribution({ law: 'powerOf2', low: 1, high: 64 }, { low: 3 })).toEqual({
      law: 'powerOf2',
      low: 4,
      high: 64,
    })
  })
  it('is the same distribution if nothing is cut, and undefined if everything is', () => {
    const [depths] = distributions as [Distribution]
    expect(narrowDistribution(depths, { low: 0 })).toBe(depths)
    expect(narrowDistribution(depths, { low: 10.2, high: 10.8 })).toBeUndefined()
  })
})
