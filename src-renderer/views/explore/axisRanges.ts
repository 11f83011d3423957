import type { RunRow } from '#shared/contract/runs.ts'
import type { Interval } from '#shared/charts/geometry.ts'
import { errorAxisId } from '#shared/charts/parallelAxes.ts'
import { numberOf, type NumberFieldId } from './runFields.ts'

/** Closed ranges by the id of their axis in the parallel coordinates. */
export type AxisRanges = Readonly<Record<string, Interval>>

/** Whether a run lies within every range; a run without the value lies within none. */
export function isWithin(ranges: AxisRanges): (row: RunRow) => boolean {
  const limits = Object.entries(ranges).map(([axis, { low, high }]) => {
    const field = (axis === errorAxisId ? 'error' : axis) as NumberFieldId
    return { field, low, high }
  })
  return (row) =>
    limits.every(({ field, low, high }) => {
      const value = numberOf(field, row)
      return value !== null && value >= low && value <= high
    })
}
