import { quantile } from '#shared/statistics/summary.ts'
import { errorScale } from './edfChart.ts'
import type { Scale } from './scale.ts'

/** An axis of errors that ends before the worst networks. */
export interface ErrorCut {
  readonly scale: Scale
  /** How many lie beyond its end. */
  readonly beyond: number
}

/** The share of a population that stays on the axis at least. */
const kept = 0.9
/** The axis is cut where its tail would take more than this share of it. */
const tail = 0.25

/** Where the axis is better cut because few bad networks take much of it; null where the whole of it reads well. */
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
