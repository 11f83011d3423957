import { quantile } from '#shared/statistics/summary.ts'
import { errorScale } from './edfChart.ts'
import type { Scale } from './scale.ts'

/** An axis of errors that ends before the worst networks. */
export interface ErrorCut {
  readonly scale: Scale
  /** How many lie beyond its end. */
  readonly beyond: number
}

/** Minimum share of a population that stays on the axis. */
const kept = 0.9
/** The axis is truncated if its tail would take up more than this share. */
const tail = 0.25

/** Where to truncate the axis if a few bad networks take up much of it; null if the whole axis reads well. */
export function errorCut(populations: readonly (readonly number[])[]): ErrorCut | null {
  if (populations.length === 0) return null
  const whole = errorScale(populations)
  const ends = populations.map((errors) => quantile(errors, kept))
  const end = Math.max(...ends)
  const scale = errorScale([...populations.map((errors) => errors.filter((error) => error <= end)), [end]])
  if (whole.high - scale.high < tail * (whole.high - whole.low)) return null
  const beyond = populations.reduce((sum, errors) => sum + errors.filter((error) => error > scale.high).length, 0)
  return { scale, beyond }
}
