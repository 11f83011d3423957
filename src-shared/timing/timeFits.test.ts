import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { measuredTime } from './measuredTime.ts'
import { betterPredictor, fitTime, fitTimeByBoth, fittedTime, type TimedNetwork } from './timeFits.ts'

const random = stream(12, 'dataset')
/** Networks whose FLOPs and activations are related, as those of one space are. */
const networks = (count: number, time: (flops: number, activations: number) => number): TimedNetwork[] =>
  Array.from({ length: count }, () => {
    const flops = 1e6 * (1 + 9 * random.uniform())
    const activations = 40 * Math.sqrt(flops) * (0.6 + 0.8 * random.uniform())
    return { flops, activations, time: time(flops, activations) }
  })

describe('fitTime', () => {
  it.each(['linear', 'root', 'linearRoot'] as const)('recovers a curve of shape %s', (shape) => {
    const of = {
      linear: (x: number) => 2 + 3e-6 * x,
      root: (x: number) => 1 + 4e-3 * Math.sqrt(x),
      linearRoot: (x: number) => 1 + 2e-6 * x + 3e-3 * Math.sqrt(x),
    }[shape]
    const fit = fitTime(networks(20, of), 'flops', shape)
    expect(fit.rSquared).toBeCloseTo(1, 10)
    for (const x of [1e6, 5e6]) expect(fittedTime(fit, shape, x)).toBeCloseTo(of(x), 8)
  })
  it('by both measures explains at least as much as by either', () => {
    const some = networks(40, (flops, activations) => 1e-6 * flops + 2e-5 * activations + random.uniform())
    const both = fitTimeByBoth(some).rSquared
    for (const by of ['flops', 'activations'] as const)
      expect(both).toBeGreaterThanOrEqual(fitTime(some, by, 'linear').rSquared)
  })
})

describe('betterPredictor', () => {
  const noisy = (value: number) => value * (1 + 0.03 * random.normal())
  it('names the measure that times were made from', () => {
    const byFlops = betterPredictor(networks(60, (flops) => noisy(1e-6 * flops)))
    expect(byFlops.better).toBe('flops')
    expect(byFlops.difference.low).toBeGreaterThan(0)
    const byActivations = betterPredictor(networks(60, (_, activations) => noisy(1e-5 * activations)))
    expect(byActivations.better).toBe('activations')
    expect(byActivations.difference.value).toBeCloseTo(
      byActivations.rSquared.flops - byActivations.rSquared.activations,
      12,
    )
  })
  it('names none for times that neither explains, and none of few networks', () => {
    expect(betterPredictor(networks(40, () => random.uniform())).better).toBeNull()
    expect(betterPredictor(networks(7, (flops) => flops))).toMatchObject({
      better: null,
      difference: { low: -1, high: 1 },
    })
  })
  it('covers the difference of the whole in nearly 95 of 100 samples', () => {
    const whole = networks(4000, (flops, activations) => noisy(1e-6 * flops + 5e-5 * activations))
    const value = fitTime(whole, 'flops', 'linear').rSquared - fitTime(whole, 'activations', 'linear').rSquared
    const draws = Array.from({ length: 100 }, () => Array.from({ length: 60 }, () => whole[random.below(4000)]!))
    const covered = draws.filter((drawn) => {
      const { low, high } = betterPredictor(drawn).difference
      return low <= value && value <= high
    })
    expect(covered.length).toBeGreaterThanOrEqual(88)
  })
})

describe('measuredTime', () => {
  it('is the median of rounds, which one disturbed round does not move', () => {
    const quiet = { times: [10, 11, 12], processorMs: 9 }
    const disturbed = { times: [40, 50, 60], processorMs: 10 }
    expect(measuredTime([quiet, quiet, disturbed])).toEqual({
      ...{ ms: 11, spreadMs: 0, fastestMs: 10, processorMs: 9, rounds: 3, passes: 9 },
    })
    expect(measuredTime([{ times: [3], processorMs: null }]).processorMs).toBeNull()
    expect(() => measuredTime([])).toThrow('at least one')
  })
})
