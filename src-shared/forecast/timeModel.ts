import { nonNegativeFit } from './nonNegativeFit.ts'

/** What the time of a network depends on. */
export interface Load {
  /** Multiply-adds of one forward pass. */
  readonly flops: number
  readonly activations: number
}

/** A measured time, in the caller's unit: seconds per image, or of a whole training. */
export interface TimedLoad extends Load {
  readonly time: number
}

/** Time as constant + perFlop * flops + perActivation * activations, with the deviation of measured times. */
export interface TimeModel {
  readonly constant: number
  readonly perFlop: number
  readonly perActivation: number
  /** Standard deviation of one network's time, relative to its prediction. */
  readonly scatter: number
  /** Common relative standard deviation of all predictions, which does not average out over a population. */
  readonly uncertainty: number
  /** Half-width of a 95 % range in standard deviations: Student's quantile, because the scatter is estimated. */
  readonly reach: number
  readonly points: number
}

/** Assumed scatter of a single measurement. */
const assumedScatter = 0.3
/** Minimum scatter, due to clocks and other processes alone. */
const leastScatter = 0.02
/** Required points per coefficient. */
const pointsPerCoefficient = 3

/**
 * A model of measured times by least squares of relative residuals with non-negative coefficients: one coefficient
 * below six points, two below nine. Null without points. Throws RangeError for a time that is not positive.
 */
export function timeModel(points: readonly TimedLoad[]): TimeModel | null {
  if (points.length === 0) return null
  const wrong = points.find(({ time }) => !(time > 0 && Number.isFinite(time)))
  if (wrong) throw new RangeError(`invalid time: ${wrong.time} (above 0 and finite)`)
  const columns = [points.map(() => 1), points.map(({ flops }) => flops), points.map(({ activations }) => activations)]
  const most = Math.max(1, Math.min(columns.length, Math.floor(points.length / pointsPerCoefficient)))
  const { coefficients, used, squares } = nonNegativeFit(
    columns,
    points.map(({ time }) => time),
    most,
  )
  const freedom = points.length - used
  const scatter = freedom > 0 ? Math.max(leastScatter, Math.sqrt(squares / freedom)) : assumedScatter
  const [constant, perFlop, perActivation] = coefficients as [number, number, number]
  const uncertainty = scatter * Math.sqrt(used / points.length)
  return {
    constant,
    perFlop,
    perActivation,
    scatter,
    uncertainty,
    reach: studentQuantile(freedom),
    points: points.length,
  }
}

/** The predicted time of a network, in the unit of the model's points. */
export function expectedTime(model: TimeModel, { flops, activations }: Load): number {
  return model.constant + model.perFlop * flops + model.perActivation * activations
}

/**
 * The 97.5 % quantile of Student's t, by expansion around the normal quantile, which it equals below one degree of
 * freedom.
 */
function studentQuantile(freedom: number): number {
  const z = 1.959963984540054
  if (freedom < 1) return z
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
  ]
  return terms.reduce((sum, term, i) => sum + term / freedom ** (i + 1), z)
}
