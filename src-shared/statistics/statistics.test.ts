import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import {
  bestValueLaw,
  bootstrapSampleSize,
  exactBestProbability,
  exactBootstrap,
  sampledBootstrap,
} from './bootstrap.ts'
import { withDivergedAsWorst } from './diverged.ts'
import { edf, shareBelow, shareUpTo } from './edf.ts'
import { kolmogorovSmirnov } from './kolmogorovSmirnov.ts'
import { complexityWeights, weightedEdf, weightedExpectedMin } from './normalisedEdf.ts'
import { randomSearch } from './randomSearch.ts'
import { spearman } from './spearman.ts'
import { quantile, summary } from './summary.ts'

const errorLists = fc.array(
  fc.integer({ min: 0, max: 40 }).map((x) => x / 2),
  { minLength: 1, maxLength: 40 },
)

describe('EDF', () => {
  it('counts strictly below, so an error is not below itself and ties jump together', () => {
    const f = edf([30, 20, 20, 50])
    expect([...f.values]).toEqual([20, 30, 50])
    expect([10, 20, 20.1, 30, 50, 50.1].map((e) => shareBelow(f, e))).toEqual([0, 0, 0.5, 0.5, 0.75, 1])
    expect([10, 20, 30, 50, 60].map((e) => shareUpTo(f, e))).toEqual([0, 0.5, 0.75, 1, 1])
  })
  it('equals the definition for any errors and threshold', () => {
    fc.assert(
      fc.property(errorLists, fc.integer({ min: -2, max: 44 }), (errors, twice) => {
        const threshold = twice / 2
        expect(shareBelow(edf(errors), threshold)).toBe(errors.filter((e) => e < threshold).length / errors.length)
        expect(shareUpTo(edf(errors), threshold)).toBe(errors.filter((e) => e <= threshold).length / errors.length)
      }),
    )
  })
  it('lists the shares below and up to each distinct error', () => {
    expect(edf([30, 20, 20, 50])).toEqual({
      n: 4,
      values: Float64Array.of(20, 30, 50),
      below: Float64Array.of(0, 0.5, 0.75),
      upTo: Float64Array.of(0.5, 0.75, 1),
    })
  })
  it.each([[[]], [[Number.NaN]], [[1, Infinity]]])('refuses %j', (errors) => {
    expect(() => edf(errors)).toThrow('invalid errors')
  })
  it('includes diverged runs only on request', () => {
    expect(withDivergedAsWorst([20, 30], 2)).toEqual([20, 30, 100, 100])
    expect(shareBelow(edf(withDivergedAsWorst([20, 30], 2)), 99)).toBe(0.5)
    expect(() => withDivergedAsWorst([20], -1)).toThrow('invalid divergedCount: -1')
  })
})

describe('summary', () => {
  it('interpolates quartiles and divides the variance by n', () => {
    expect(summary([1, 2, 3, 4])).toEqual({
      n: 4,
      min: 1,
      quartile25: 1.75,
      median: 2.5,
      quartile75: 3.25,
      max: 4,
      mean: 2.5,
      std: Math.sqrt(1.25),
    })
  })
  it('refuses a quantile outside [0, 1]', () => {
    expect(() => quantile([1], 1.5)).toThrow('invalid p: 1.5')
  })
})

describe('empirical bootstrap', () => {
  it.each([
    [100, 0.25, 25],
    [3, 0.25, 1],
    [137, 0.1, 13],
    [50, 10.9, 10],
    [50, 1, 50],
  ])('from %d models, sample %d draws %d', (n, sample, size) => expect(bootstrapSampleSize(n, sample)).toBe(size))
  it('gives best-of-sample probabilities that sum to 1, are equal for ties and fall with the error', () => {
    fc.assert(
      fc.property(errorLists, fc.integer({ min: 1, max: 12 }), (errors, size) => {
        const probability = exactBestProbability(errors, size)
        expect(probability.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
        for (let i = 1; i < errors.length; i++) {
          if (errors[i] === errors[0]) expect(probability[i]).toBe(probability[0])
          if (errors[i]! > errors[0]!) expect(probability[i]).toBeLessThan(probability[0]! + 1e-12)
        }
      }),
    )
  })
  it('picks the better of two models in three of four samples of two draws', () => {
    expect([...exactBestProbability([10, 20], 2)]).toEqual([0.75, 0.25])
    expect(bestValueLaw([10, 20], [8, 4], 2)).toEqual({ values: Float64Array.of(4, 8), upTo: Float64Array.of(0.25, 1) })
    expect(exactBootstrap([10, 20], [8, 4], 2)).toEqual({ low: 4, median: 8, high: 8 })
  })
  it('converges to the exact limit, and repeats for the same seed', () => {
    const random = stream(5, 'dataset')
    const errors = Array.from({ length: 60 }, () => random.uniform())
    const depths = errors.map((error) => Math.round(10 + 20 * error + random.below(4)))
    const exact = exactBootstrap(errors, depths)
    const sampled = () => sampledBootstrap(errors, depths, stream(1, 'bootstrap'))
    expect(sampled()).toEqual(sampled())
    for (const end of ['low', 'median', 'high'] as const)
      expect(Math.abs(sampled()[end] - exact[end])).toBeLessThan(1.01)
  })
  it('refuses values that do not match the errors', () => {
    expect(() => exactBootstrap([1, 2], [1])).toThrow('invalid values: 1')
    expect(() => bootstrapSampleSize(5, 0)).toThrow('invalid sample: 0')
  })
})

describe('Kolmogorov-Smirnov', () => {
  it('finds the widest gap and its position', () => {
    const found = kolmogorovSmirnov([1, 2, 3, 4], [3, 4, 5, 6])
    expect(found.distance).toBe(0.5)
    expect(found.at).toBe(2)
    expect(found.exactP).toBeCloseTo(pathsByEnumeration(4, 4, 0.5), 12)
  })
  it('has the exact p-value of enumerated paths for any small pair', () => {
    fc.assert(
      fc.property(errorLists, errorLists, (a, b) => {
        const [x, y] = [a.slice(0, 6), b.slice(0, 6)]
        const { distance, exactP } = kolmogorovSmirnov(x, y)
        expect(exactP).toBeCloseTo(pathsByEnumeration(x.length, y.length, distance), 12)
      }),
    )
  })
  it('agrees with scipy 1.17, ks_2samp', () => {
    const newer = [8.1, 8.94, 16.64, 11.27, 7.05, 9.31, 8.15, 9.68, 7.08, 9.93, 9.91, 16]
    const older = [12.38, 13.45, 7.5, 36.03, 7.07, 17.96, 9.8, 8.45, 8.93]
    const found = kolmogorovSmirnov(newer, older)
    expect(found).toMatchObject({ distance: expect.closeTo(5 / 18, 12) as number, at: 11.27 })
    expect(found.exactP).toBeCloseTo(0.7291804171061136, 12)
    expect(found.asymptoticP).toBeCloseTo(0.7494299039780521, 12)
  })
  it('has p = 1 for equal samples', () => {
    expect(kolmogorovSmirnov([1, 2, 2], [1, 2, 2])).toMatchObject({ distance: 0, exactP: 1, asymptoticP: 1 })
  })
})

function pathsByEnumeration(n: number, m: number, distance: number): number {
  let outside = 0
  let total = 0
  const walk = (i: number, j: number, left: boolean): void => {
    const out = left || Math.abs(i / n - j / m) > distance - 1e-9
    if (i === n && j === m) {
      total++
      if (out) outside++
      return
    }
    if (i < n) walk(i + 1, j, out)
    if (j < m) walk(i, j + 1, out)
  }
  walk(0, 0, false)
  return outside / total
}

describe('complexity-normalised EDF', () => {
  it('keeps the open range, fills half-open bins and weights every bin equally', () => {
    const found = complexityWeights([0, 1, 2, 3, 5, 9, 10], [0, 10], 2)
    expect(found).toEqual({
      kept: [1, 2, 3, 4, 5],
      edges: [0, 5, 10],
      counts: [3, 2],
      weights: [1 / 6, 1 / 6, 1 / 6, 1 / 4, 1 / 4],
    })
  })
  it.each([
    [[0, 10], 0, 'invalid bins: 0'],
    [[0, 10], 1.5, 'invalid bins: 1.5'],
    [[10, 10], 1, 'invalid range: [10, 10]'],
  ] as const)('refuses %j in %d bins', (range, bins, said) => {
    expect(() => complexityWeights([1, 2], range, bins)).toThrow(said)
  })
  it('refuses weights that do not match the errors', () => {
    expect(() => weightedEdf([], [])).toThrow('invalid errors: empty')
    expect(() => weightedExpectedMin([1, 2], [1], 1)).toThrow(
      'invalid weights: 1 of them (one for each of the 2 errors)',
    )
  })
  it('finds the lowest error even if the weights miss 1 by rounding', () => {
    expect(weightedExpectedMin([3], [1 - Number.EPSILON], 1e9)).toBe(3)
  })
  it('names the empty bin', () => {
    expect(() => complexityWeights([1, 2], [0, 10], 2)).toThrow('bin [5, 10) is empty')
  })
  it('equals the plain EDF and random search under equal weights', () => {
    fc.assert(
      fc.property(errorLists, fc.integer({ min: 1, max: 9 }), (errors, draws) => {
        const weights = errors.map(() => 1 / errors.length)
        const plain = edf(errors)
        const weighted = weightedEdf(errors, weights)
        expect(weighted.values).toEqual(plain.values)
        weighted.upTo.forEach((share, i) => expect(share).toBeCloseTo(plain.upTo[i]!, 12))
        expect(weightedExpectedMin(errors, weights, draws)).toBeCloseTo(randomSearch(errors, draws).expectedMin, 10)
      }),
    )
  })
})

describe('random search', () => {
  it('with one draw is the population, with two the mean over all pairs', () => {
    const { mean, std } = summary([10, 20, 40])
    expect(randomSearch([10, 20, 40], 1).expectedMin).toBeCloseTo(mean, 12)
    expect(randomSearch([10, 20, 40], 1).std).toBeCloseTo(std, 12)
    expect(randomSearch([10, 20, 40], 2).expectedMin).toBeCloseTo((5 * 10 + 3 * 20 + 40) / 9, 12)
  })
  it('refuses half a draw', () => expect(() => randomSearch([1], 0.5)).toThrow('invalid draws: 0.5'))
})

describe('Spearman', () => {
  it.each([
    [[1, 2, 3], [10, 30, 900], 1],
    [[1, 2, 3], [3, 2, 1], -1],
    [[1, 1, 2, 2], [1, 2, 1, 2], 0],
  ])('of %j and %j is %d', (a, b, rho) => expect(spearman(a, b)).toBeCloseTo(rho, 12))
  it('refuses lists of different lengths and a single pair', () => {
    expect(() => spearman([1, 2, 3], [1, 2])).toThrow('invalid lengths: 3 and 2')
    expect(() => spearman([1], [1])).toThrow('invalid lengths: 1 and 1')
  })
  it('is NaN if one side is constant', () => expect(spearman([1, 2], [5, 5])).toBeNaN())
})
