import { quantile } from '#shared/statistics/summary.ts'
import {
  betterPredictor,
  fewestForFit,
  fewestForPredictor,
  fitShapes,
  fitTime,
  fitTimeByBoth,
  timePredictors,
  type BetterPredictor,
  type FitShape,
  type TimedNetwork,
  type TimePredictor,
} from './timeFits.ts'

/** The median of values and the range of the middle 80 % of them. */
export interface MiddleRange {
  readonly low: number
  readonly median: number
  readonly high: number
}

/** What times of one device, mode and batch size say of FLOPs and activations. */
export interface TimeReading {
  /** R² of every curve by each measure. */
  readonly rSquared: Readonly<Record<TimePredictor, Readonly<Record<FitShape, number>>>>
  /** R² by both measures together. */
  readonly both: number
  /** Null with fewer than fewestForPredictor networks. */
  readonly predictor: BetterPredictor | null
  /**
   * Multiply-adds and activations of the forward pass a second. What a device is busy with it does at nearly one rate
   * for every network.
   */
  readonly rates: Readonly<Record<TimePredictor, MiddleRange>>
}

/**
 * Reads times of passes over `batchSize` images, in milliseconds; undefined with fewer than fewestForFit networks. A
 * network without a positive time has no rate.
 */
export function readTimes(networks: readonly TimedNetwork[], batchSize: number): TimeReading | undefined {
  if (networks.length < fewestForFit) return undefined
  const ofEach = <T>(of: (by: TimePredictor) => T) => ({ flops: of('flops'), activations: of('activations') })
  return {
    rSquared: ofEach((by) => {
      const [linear, root, linearRoot] = fitShapes.map((shape) => fitTime(networks, by, shape).rSquared)
      return { linear: linear!, root: root!, linearRoot: linearRoot! }
    }),
    both: fitTimeByBoth(networks).rSquared,
    predictor: networks.length < fewestForPredictor ? null : betterPredictor(networks),
    rates: ofEach((by) =>
      middle(networks.flatMap(({ time, ...sizes }) => (time > 0 ? [(1000 * batchSize * sizes[by]) / time] : []))),
    ),
  }
}

function middle(values: readonly number[]): MiddleRange {
  if (values.length === 0) return { low: NaN, median: NaN, high: NaN }
  const [low, median, high] = [0.1, 0.5, 0.9].map((share) => quantile(values, share))
  return { low: low!, median: median!, high: high! }
}

/**
 * What the device is busy with, if the times say so in two ways: the measure that predicts them better, whose rate also
 * differs less between networks. Undefined if none is better, or if the two disagree.
 */
export function timeIsSpentOn({
  rates,
  predictor,
}: Pick<TimeReading, 'rates' | 'predictor'>): TimePredictor | undefined {
  const [flops, activations] = timePredictors.map((by) => rates[by].high / rates[by].low)
  const steadier = flops! < activations! ? 'flops' : 'activations'
  return predictor?.better === steadier ? steadier : undefined
}
