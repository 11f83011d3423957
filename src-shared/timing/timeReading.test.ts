import { describe, expect, it } from 'vitest'
import type { TimedNetwork } from './timeFits.ts'
import { readTimes, timeIsSpentOn } from './timeReading.ts'

/** 24 networks whose FLOPs and activations do not follow each other. */
const networks = (time: (flops: number, activations: number, i: number) => number): TimedNetwork[] =>
  Array.from({ length: 24 }, (_, i) => {
    const [flops, activations] = [(1 + i) * 1e6, (1 + ((i * 7) % 24)) * 1e4]
    return { flops, activations, time: time(flops, activations, i) }
  })

/**
 * numpy: y the times below, X ones and the columns of the curve, each over its largest value;
 * R² = 1 - ss(y - X lstsq(X, y)) / ss(y - mean(y)); rates = quantile(1000 * 16 * x / y, [0.1, 0.5, 0.9]).
 */
const expected = {
  flops: { linear: 0.9755111315493277, root: 0.9592057084590342, linearRoot: 0.9769165492039537 },
  activations: { linear: 0.10945725133412398, root: 0.13346633447187795, linearRoot: 0.1619172822421332 },
  both: 0.9979101636353153,
  rates: {
    flops: { low: 2629590017.825312, median: 4203199882.0319986, high: 4715986872.948898 },
    activations: { low: 13426067.288662711, median: 41010101.010101005, high: 90005146.68039115 },
  },
}

describe('readTimes', () => {
  it('agrees with an independent computation', () => {
    const reading = readTimes(
      networks((flops, activations, i) => 2 + 3e-6 * flops + 5e-5 * activations + ((i * 5) % 7) / 2),
      16,
    )!
    expect(reading.rSquared.flops.linear).toBeCloseTo(expected.flops.linear, 9)
    expect(reading.rSquared.flops.root).toBeCloseTo(expected.flops.root, 9)
    expect(reading.rSquared.flops.linearRoot).toBeCloseTo(expected.flops.linearRoot, 9)
    expect(reading.rSquared.activations.linear).toBeCloseTo(expected.activations.linear, 9)
    expect(reading.rSquared.activations.root).toBeCloseTo(expected.activations.root, 9)
    expect(reading.rSquared.activations.linearRoot).toBeCloseTo(expected.activations.linearRoot, 9)
    expect(reading.both).toBeCloseTo(expected.both, 9)
    for (const by of ['flops', 'activations'] as const)
      for (const end of ['low', 'median', 'high'] as const)
        expect(reading.rates[by][end] / expected.rates[by][end]).toBeCloseTo(1, 9)
  })
  it('finds one rate of what time is spent on, and the measure that has it', () => {
    const byFlops = readTimes(
      networks((flops) => 1e-5 * flops),
      8,
    )!
    expect(byFlops.rates.flops.low).toBeCloseTo(8e8, 0)
    expect(byFlops.rates.flops.high).toBeCloseTo(8e8, 0)
    expect(timeIsSpentOn(byFlops)).toBe('flops')
    expect(byFlops.predictor?.better).toBe('flops')
    const byActivations = readTimes(
      networks((_, activations) => 1e-3 * activations),
      8,
    )!
    expect(timeIsSpentOn(byActivations)).toBe('activations')
    expect(byActivations.predictor?.better).toBe('activations')
    // The better predictor and the steadier rate have to agree.
    const { rates } = byFlops
    expect(timeIsSpentOn({ rates, predictor: byActivations.predictor })).toBeUndefined()
    expect(timeIsSpentOn({ rates, predictor: { ...byFlops.predictor!, better: null } })).toBeUndefined()
    expect(timeIsSpentOn({ rates, predictor: null })).toBeUndefined()
  })
  it('names no better measure from few networks, and reads nothing from fewer than four', () => {
    const some = networks((flops) => 1e-5 * flops)
    expect(readTimes(some.slice(0, 7), 1)!.predictor).toBeNull()
    expect(readTimes(some.slice(0, 3), 1)).toBeUndefined()
  })
  it('leaves a network without a positive time out of the rates', () => {
    const { rates } = readTimes(
      networks((flops, _, i) => (i === 0 ? 0 : 1e-5 * flops)),
      1,
    )!
    expect(rates.flops.high).toBeCloseTo(1e8, 0)
  })
})
