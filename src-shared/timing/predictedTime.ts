import { nonNegativeFit } from '#shared/forecast/nonNegativeFit.ts'
import { studentQuantile } from '#shared/statistics/ranges/incompleteBeta.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import type { TimedNetwork } from './timeFits.ts'

/**
 * The time of a pass over a batch, in milliseconds, from the complexity of one image:
 * constant + perGigaFlops * FLOPs / 10^9 + perMegaActivations * activations / 10^6, none of them negative.
 */
export interface TimeFormula {
  readonly constant: number
  readonly perGigaFlops: number
  readonly perMegaActivations: number
}

/** What the time of a network follows from. */
export type TimedSize = Pick<TimedNetwork, 'flops' | 'activations'>

/** A formula fitted to measured times, with what the range of a prediction needs. */
export interface TimeFit extends TimeFormula {
  /** Number of networks it was fitted to. */
  readonly networks: number
  /** Standard deviation of a network's time, relative to its prediction. */
  readonly scatter: number
  /** Networks less positive coefficients. */
  readonly freedom: number
  /** Inverse of the normal matrix of constant, FLOPs and activations relative to the times; 0 for what is not used. */
  readonly spread: readonly (readonly number[])[]
  /** The sizes that were measured, both ends included. */
  readonly flops: { readonly low: number; readonly high: number }
  readonly activations: { readonly low: number; readonly high: number }
}

/** Fewest networks that predict the time of others. */
export const fewestForPrediction = 8

/** The terms of a formula for a network, in the order of its coefficients. */
const termsOf = ({ flops, activations }: TimedSize): readonly [number, number, number] => [
  1,
  flops / 1e9,
  activations / 1e6,
]
const coefficientsOf = ({ constant, perGigaFlops, perMegaActivations }: TimeFormula) => [
  constant,
  perGigaFlops,
  perMegaActivations,
]
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, one, i) => sum + one * b[i]!, 0)

/** The time that a formula predicts, in milliseconds. */
export const predictedTime = (formula: TimeFormula, size: TimedSize): number =>
  dot(coefficientsOf(formula), termsOf(size))

/**
 * The formula that predicts measured times in milliseconds: least squares of relative residuals, since times of large
 * networks scatter more, with coefficients that are not negative, since more work takes no less time. Networks without a
 * positive time are left out; undefined if fewer than fewestForPrediction are left.
 */
export function fitTimeFormula(networks: readonly TimedNetwork[]): TimeFit | undefined {
  const timed = networks.filter(({ time }) => time > 0 && Number.isFinite(time))
  if (timed.length < fewestForPrediction) return undefined
  const rows = timed.map(termsOf)
  const { coefficients, used, squares } = nonNegativeFit(
    [0, 1, 2].map((term) => rows.map((row) => row[term]!)),
    timed.map(({ time }) => time),
    3,
  )
  const [constant, perGigaFlops, perMegaActivations] = coefficients as [number, number, number]
  const freedom = timed.length - used
  return {
    ...{ constant, perGigaFlops, perMegaActivations, freedom, networks: timed.length },
    scatter: Math.sqrt(squares / freedom),
    spread: spreadOf(
      rows.map((row, i) => row.map((term, j) => (coefficients[j]! > 0 ? term / timed[i]!.time : 0))),
      coefficients,
    ),
    flops: endsOf(timed.map(({ flops }) => flops)),
    activations: endsOf(timed.map(({ activations }) => activations)),
  }
}

const endsOf = (values: readonly number[]) => ({ low: Math.min(...values), high: Math.max(...values) })

/** The inverse of A'A over the columns of A with a positive coefficient; 0 elsewhere. */
function spreadOf(rows: readonly (readonly number[])[], coefficients: readonly number[]): number[][] {
  const active = [0, 1, 2].filter((i) => coefficients[i]! > 0)
  const scale = active.map((i) => Math.sqrt(rows.reduce((sum, row) => sum + row[i]! ** 2, 0)))
  const matrix = active.map((i, a) => [
    ...active.map((j, b) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0) / (scale[a]! * scale[b]!)),
    ...active.map((_, b) => (a === b ? 1 : 0)),
  ])
  // Symmetric and positive definite, since the fit has refused columns that others determine.
  for (const [pivot, row] of matrix.entries()) {
    const divisor = row[pivot]!
    row.forEach((_, k) => (row[k]! /= divisor))
    for (const [i, other] of matrix.entries()) {
      const factor = other[pivot]!
      if (i !== pivot) other.forEach((_, k) => (other[k]! -= factor * row[k]!))
    }
  }
  return [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) => {
      const [a, b] = [active.indexOf(i), active.indexOf(j)]
      return a < 0 || b < 0 ? 0 : matrix[a]![active.length + b]! / (scale[a]! * scale[b]!)
    }),
  )
}

/**
 * The predicted time of a network, in milliseconds, with the range that holds the time measured of another network of
 * this size with 95 % probability: Student's, of relative deviations. Its lower end is at least 0.
 */
export function predictionRange(fit: TimeFit, size: TimedSize): Interval {
  const terms = termsOf(size)
  const value = predictedTime(fit, size)
  const leverage = dot(
    terms,
    fit.spread.map((row) => dot(row, terms)),
  )
  const reach = studentQuantile(0.975, fit.freedom) * fit.scatter * Math.sqrt(value ** 2 + leverage)
  return { value, low: Math.max(0, value - reach), high: value + reach }
}

/** The times that a fit gives for the smallest and the largest sizes that it knows, in milliseconds. */
export const measuredSpan = (fit: TimeFit): { low: number; high: number } => ({
  low: predictedTime(fit, { flops: fit.flops.low, activations: fit.activations.low }),
  high: predictedTime(fit, { flops: fit.flops.high, activations: fit.activations.high }),
})

/** Whether a network is larger or smaller than all that the fit knows, by more than a quarter. */
export function isBeyond({ flops, activations }: TimeFit, size: TimedSize): boolean {
  const beyond = (value: number, { low, high }: TimeFit['flops']) => value < low / 1.25 || value > 1.25 * high
  return beyond(size.flops, flops) || beyond(size.activations, activations)
}
