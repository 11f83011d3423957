import { describe, expect, it } from 'vitest'
import { resampleStream } from '#shared/random/resampleStreams.ts'
import { edfDistance } from './edfDistance.ts'

const a = [9, 12, 15, 18]
const b = [12, 20, 25, 31]
const trials = 40_000

describe('the distance between EDFs of few draws', () => {
  // Means and quantiles of scipy.stats.ks_2samp(x, y).statistic over all 4^2m equally likely draws.
  it.each([
    [1, 0.9375, 0.375],
    [2, 0.80078125, 0.5],
  ])('of %i has the mean of all draws', (size, mean, low) => {
    const found = edfDistance(a, b, size, resampleStream('edfDistance'), trials)
    // Four standard errors, each at most 0.5 / sqrt(trials).
    expect(Math.abs(found.mean - mean)).toBeLessThan((4 * 0.5) / Math.sqrt(trials))
    expect(found.high).toBe(1)
    expect(found.low).toBeLessThanOrEqual(low + 0.125)
  })
  it('is 0 between samples of one error, and 1 between samples that are apart', () => {
    const [same, apart] = [
      [[5], [5]],
      [
        [1, 2],
        [3, 4],
      ],
    ].map(([one, other]) => edfDistance(one!, other!, 3, resampleStream('edfDistance'), 100))
    expect(same).toEqual({ size: 3, mean: 0, low: 0, high: 0 })
    expect(apart).toEqual({ size: 3, mean: 1, low: 1, high: 1 })
  })
  it('is a function of the stream', () => {
    const twice = [1, 2].map(() => edfDistance(a, b, 2, resampleStream('edfDistance'), 100))
    expect(twice[0]).toEqual(twice[1])
  })
})
