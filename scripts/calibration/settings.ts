import { improvementSplit } from '#shared/refinement/comparison/improvementSplit.ts'
import { beatsRange } from '#shared/statistics/ranges/beatsRange.ts'
import { edfBand, edfDifferenceBand } from '#shared/statistics/ranges/edfBand.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { lowestRange } from '#shared/statistics/ranges/lowestRange.ts'
import { meanDifferenceRange, meanRange } from '#shared/statistics/ranges/meanRange.ts'
import { quantileRange } from '#shared/statistics/ranges/quantileRange.ts'
import { differencesOfThirds } from '#shared/statistics/ranges/thirdRanges.ts'
import { thirdIds } from '#shared/statistics/thirds.ts'
import { bootstrapT, brunnerMunzel, percentileOfMeans, permuted, welch } from './rivals.ts'
import { draw, shapeIds, trueChance, trueMean, trueQuantile, trueShare, trueThirds, type ShapeId } from './shapes.ts'
import { sizedRun } from './sizedRun.ts'
import { simulate, type Held, type RangeOf, type Setting } from './simulated.ts'

export const sizes = [8, 16, 24, 48, 200] as const
export const unequal = [
  [8, 24],
  [24, 8],
  [16, 48],
  [48, 16],
  [48, 200],
  [200, 48],
] as const
/** Pairs of equal and unequal spaces; in the first eight, neither space beats the other. */
export const pairs: readonly (readonly [newer: ShapeId, older: ShapeId])[] = [
  ...shapeIds.map((shape) => [shape, shape] as const),
  ['normal', 'wide'],
  ['skew', 'skew2'],
  ['bimodal', 'skew2'],
  ['diverged', 'skew2'],
]

export interface Measured<Id extends string> extends Setting {
  readonly held: Readonly<Partial<Record<Id, Held>>>
}

export type PairMethod =
  | 'beats'
  | 'brunnerMunzel'
  | 'permuted'
  | 'mean'
  | 'welch'
  | 'percentile'
  | 'bootstrapT'
  | 'wholeGap'
  | 'thirds'
  | 'quality'
export type OneMethod = 'mean' | 'quartile25' | 'median' | 'quartile75' | 'lowest' | 'wholeEdf'

/** Resampling alternatives are measured in one of this many studies, up to this many networks. */
const [slowShare, slowest] = [8, 64]
/** The program's resampled ranges are measured in one of two studies. */
const resampledShare = 2
/** Resamples of the program's ranges; the program itself uses ten times as many. */
const resamples = 200

/** Coverage of the ranges of a pair of populations. */
export function measurePair(
  setting: Setting & { older: ShapeId },
  repetitions: number,
  seed: number,
): Measured<PairMethod> {
  const { newer, older, n, m } = setting
  const chance = trueChance(newer, older)
  const means = trueMean(newer) - trueMean(older)
  const grid = errorsOf([newer, older])
  const truths = Float64Array.from(grid, (error) => trueShare(newer, error) - trueShare(older, error))
  const fast = simulate(
    setting,
    {
      beats: { rangeOf: (a, b) => beatsRange({ errors: a }, { errors: b }), truth: chance },
      brunnerMunzel: { rangeOf: brunnerMunzel, truth: chance },
      mean: { rangeOf: meanDifferenceRange, truth: means },
      welch: { rangeOf: welch, truth: means },
      wholeGap: {
        rangeOf: (a, b) => wholly(edfDifferenceBand({ errors: a }, { errors: b }, grid, 'simultaneous'), truths),
        truth: 0,
      },
    },
    repetitions,
    seed,
  )
  const resampled = simulate(
    setting,
    {
      thirds: { rangeOf: thirdsOf(newer, older), truth: 0 },
      quality: { rangeOf: qualityOf, truth: means },
    },
    Math.ceil(repetitions / resampledShare),
    seed,
  )
  if (n + m > slowest) return { ...setting, held: { ...fast, ...resampled } }
  const slow = simulate(
    setting,
    {
      permuted: { rangeOf: permuted, truth: chance },
      percentile: { rangeOf: percentileOfMeans, truth: means },
      bootstrapT: { rangeOf: bootstrapT, truth: means },
    },
    Math.ceil(repetitions / slowShare),
    seed,
  )
  return { ...setting, held: { ...fast, ...resampled, ...slow } }
}

/** Coverage of the ranges of one population. */
export function measureOne(newer: ShapeId, n: number, repetitions: number, seed: number): Measured<OneMethod> {
  const setting: Setting = { newer, older: null, n, m: 0 }
  const quantile = (p: number) => ({
    rangeOf: (a: readonly number[]) => quantileRange(a, p),
    truth: trueQuantile(newer, p),
  })
  const grid = errorsOf([newer])
  const truths = Float64Array.from(grid, (error) => trueShare(newer, error))
  const held = simulate(
    setting,
    {
      mean: { rangeOf: (a) => meanRange(a), truth: trueMean(newer) },
      quartile25: quantile(0.25),
      median: quantile(0.5),
      quartile75: quantile(0.75),
      lowest: { rangeOf: (a, _, random) => againstAnother(a, draw(newer, n, random)), truth: 0 },
      wholeEdf: { rangeOf: (a) => wholly(edfBand({ errors: a }, grid, 'simultaneous'), truths), truth: 0 },
    },
    repetitions,
    seed,
  )
  return { ...setting, held }
}

/** Errors at which a whole curve is checked. */
function errorsOf(shapes: readonly ShapeId[]): Float64Array {
  const quantiles = Array.from({ length: 99 }, (_, i) => (i + 1) / 100)
  return Float64Array.from(shapes.flatMap((shape) => quantiles.map((p) => trueQuantile(shape, p)))).sort()
}

/** A range that contains 0 if the band covers the whole curve, with the band's width at its middle. */
function wholly({ low, high }: { low: Float64Array; high: Float64Array }, truths: Float64Array): Interval {
  const holds = truths.every((truth, i) => low[i]! <= truth + 1e-9 && truth - 1e-9 <= high[i]!)
  const width = high[high.length >> 1]! - low[low.length >> 1]!
  return holds ? { value: 0, low: 0, high: width } : { value: 0, low: 1, high: 1 + width }
}

/** A range that contains 0 if the lowest error of another sample lies in the range from the first. */
function againstAnother(errors: readonly number[], others: readonly number[]): Interval {
  const { low, high } = lowestRange(errors)
  const lowest = Math.min(...others)
  return { value: 0, low: low - lowest, high: high - lowest }
}

/** A range that contains 0 if the ranges of all three thirds cover their true values. */
function thirdsOf(newShape: ShapeId, oldShape: ShapeId): RangeOf {
  const [a, b] = [trueThirds(newShape), trueThirds(oldShape)]
  return (newer, older, random) => {
    const found = differencesOfThirds(newer, older, random, { resamples })
    const holds = thirdIds.every(
      (id) => found[id].low <= a[id] - b[id] + 1e-9 && a[id] - b[id] - 1e-9 <= found[id].high,
    )
    const { low, high, isShort } = found.worst
    const width = high - low
    return { ...(holds ? { value: 0, low: 0, high: width } : { value: 0, low: 1, high: 1 + width }), isShort }
  }
}

/** The difference at equal size between two spaces: the newer has larger networks, and larger networks are better. */
const qualityOf: RangeOf = (newer, older, random) => {
  const sized = (errors: readonly number[], sizeOf: (u: number) => number) =>
    errors.map((error) => sizedRun(error, sizeOf(random.uniform())))
  const split = improvementSplit(sized(newer, Math.sqrt), sized(older, Number), 'parameters', {
    seed: random.below(2 ** 31),
    resamples,
  })
  return split?.quality ?? { value: NaN, low: -Infinity, high: Infinity }
}
