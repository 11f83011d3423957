import { resampleStream } from '#shared/random/resampleStreams.ts'
import { leastSquares, type LeastSquares } from '#shared/statistics/leastSquares.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { quantile } from '#shared/statistics/summary.ts'

/** A network with its complexity and its time. */
export interface TimedNetwork {
  /** Multiply-adds of one image. */
  readonly flops: number
  /** Elements that convolutions put out for one image. */
  readonly activations: number
  /** Time of a pass, in any unit. */
  readonly time: number
}

/** The measures of complexity that may explain time. */
export const timePredictors = ['flops', 'activations'] as const
export type TimePredictor = (typeof timePredictors)[number]

/** The shapes of curves: t = a + b x, t = a + b sqrt(x), t = a + b x + c sqrt(x). */
export const fitShapes = ['linear', 'root', 'linearRoot'] as const
export type FitShape = (typeof fitShapes)[number]

const terms: Readonly<Record<FitShape, readonly ((x: number) => number)[]>> = {
  linear: [(x) => x],
  root: [Math.sqrt],
  linearRoot: [(x) => x, Math.sqrt],
}

/** The fit of times by one measure of complexity (Radosavovic et al. 2020, figure 12). */
export function fitTime(networks: readonly TimedNetwork[], by: TimePredictor, shape: FitShape): LeastSquares {
  return leastSquares(
    terms[shape].map((term) => networks.map((network) => term(network[by]))),
    networks.map(({ time }) => time),
  )
}

/** The time that a fit of this shape gives for a complexity. */
export function fittedTime({ coefficients }: LeastSquares, shape: FitShape, x: number): number {
  return terms[shape].reduce((sum, term, i) => sum + coefficients[i + 1]! * term(x), coefficients[0]!)
}

/** The fit by both measures: t = a + b FLOPs + c activations. */
export function fitTimeByBoth(networks: readonly TimedNetwork[]): LeastSquares {
  return leastSquares(
    timePredictors.map((by) => networks.map((network) => network[by])),
    networks.map(({ time }) => time),
  )
}

/** Fewest networks that a curve is fitted to. */
export const fewestForFit = 4
/** Fewest networks that say anything about which measure predicts better. */
export const fewestForPredictor = 8

/** Which of the two measures predicts time better by a straight line. */
export interface BetterPredictor {
  /** R² of the straight line by each. */
  readonly rSquared: Readonly<Record<TimePredictor, number>>
  /** R² by FLOPs less R² by activations, with the 95 % percentile range of resampled networks. */
  readonly difference: Interval
  /** Null if the range holds 0, or there are fewer than fewestForPredictor networks. */
  readonly better: TimePredictor | null
}

const resamples = 2000

/**
 * Compares the straight lines of time against FLOPs and against activations. Networks are drawn again with replacement,
 * each with its FLOPs, activations and time, so that what both lines share does not widen the range.
 */
export function betterPredictor(networks: readonly TimedNetwork[]): BetterPredictor {
  const rSquaredOf = (some: readonly TimedNetwork[], by: TimePredictor) => fitTime(some, by, 'linear').rSquared
  const rSquared = { flops: rSquaredOf(networks, 'flops'), activations: rSquaredOf(networks, 'activations') }
  const value = rSquared.flops - rSquared.activations
  if (networks.length < fewestForPredictor) return { rSquared, difference: { value, low: -1, high: 1 }, better: null }
  const random = resampleStream('timePredictor')
  const differences = Float64Array.from({ length: resamples }, () => {
    const drawn = networks.map(() => networks[random.below(networks.length)]!)
    return rSquaredOf(drawn, 'flops') - rSquaredOf(drawn, 'activations')
  })
  const [low, high] = [quantile(differences, 0.025), quantile(differences, 0.975)]
  return { rSquared, difference: { value, low, high }, better: low > 0 ? 'flops' : high < 0 ? 'activations' : null }
}
