import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { TimeSource } from '#shared/designspaces/constraints/timeLimits.ts'
import { networkParameters } from '#shared/refinement/evidence/networkParameters.ts'
import { asPredictedTime } from '#shared/refinement/steps/rangeMeanings.ts'
import { meantRefinement, rangeToRefinement } from '#shared/refinement/steps/rangeToRefinement.ts'
import type { Refinement } from '#shared/refinement/steps/refinement.ts'
import { refineSpace } from '#shared/refinement/steps/refineSpace.ts'
import { isParameter, type RangeAxisId } from './runFields.ts'

/** A range of an axis as dragged; undefined: open at that end. */
export interface DraggedRange {
  readonly parameter: RangeAxisId
  readonly low: number | undefined
  readonly high: number | undefined
}

/**
 * A range from its two ends on a plot: an end beyond all `values` is open, the others are rounded to the precision of
 * dragging. Undefined if nothing is left of it.
 */
export function draggedRange(
  parameter: RangeAxisId,
  ends: { readonly low: number; readonly high: number },
  values: readonly number[],
): DraggedRange | undefined {
  const integer = isParameter(parameter) && networkParameters[parameter].integer
  const least = values.reduce((a, b) => Math.min(a, b), Infinity)
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity)
  const low = integer ? Math.ceil(ends.low) : meant(ends.low, most - least)
  const high = integer ? Math.floor(ends.high) : meant(ends.high, most - least)
  const range = { parameter, low: low <= least ? undefined : low, high: high >= most ? undefined : high }
  if (range.low === undefined && range.high === undefined) return undefined
  return range.low !== undefined && range.high !== undefined && range.low > range.high ? undefined : range
}

/** The value rounded to the decimal place of a hundredth of the span. */
function meant(value: number, span: number): number {
  if (!(span > 0)) return value
  const step = 10 ** (Math.floor(Math.log10(span)) - 2)
  return Number((Math.round(value / step) * step).toPrecision(12))
}

/**
 * The refinement of a space that a range describes, with the refined space, or why there is none (typed ends may
 * cross).
 */
export type RangeMeaning =
  | { readonly kind: 'refinement'; readonly refinement: Refinement; readonly refined: DesignSpace }
  | { readonly kind: 'notExpressible' | 'crossed' }

/** `time`: what the times of the axis are predicted from, if they are. */
export function meaningOf(space: DesignSpace, { parameter, low, high }: DraggedRange, time?: TimeSource): RangeMeaning {
  if (low !== undefined && high !== undefined && low > high) return { kind: 'crossed' }
  try {
    const ends = { ...(low !== undefined && { low }), ...(high !== undefined && { high }) }
    const refinement = isParameter(parameter)
      ? rangeToRefinement(space, parameter, ends)
      : meantRefinement(space, time && asPredictedTime(time), ends)
    if (!refinement) return { kind: 'notExpressible' }
    return {
      kind: 'refinement',
      refinement,
      refined: refineSpace(space, refinement, { id: space.id, name: space.name }),
    }
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'notExpressible' }
    throw error
  }
}
