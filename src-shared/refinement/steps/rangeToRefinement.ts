import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { ValueRange } from '#shared/designspaces/narrowDistribution.ts'
import { networkParameters, type NetworkParameterId } from '../evidence/networkParameters.ts'
import type { RangeMeaning } from './rangeMeanings.ts'
import type { Refinement } from './refinement.ts'
import { cutsNothing } from './refineSpace.ts'

/**
 * The refinement that a range of a parameter (both ends included) means: a constraint if one exists for it, otherwise a
 * narrower distribution. Ends move inwards to values that the space draws. Null if a definition cannot express it or
 * nothing is cut. The result may leave nothing to draw; refineSpace reports that.
 */
export const rangeToRefinement = (space: DesignSpace, id: NetworkParameterId, range: ValueRange): Refinement | null =>
  meantRefinement(space, networkParameters[id].range, range)

/** The same of an axis by what its ranges mean; without a meaning, a definition cannot express them. */
export function meantRefinement(
  space: DesignSpace,
  meaning: RangeMeaning | undefined,
  range: ValueRange,
): Refinement | null {
  if (range.low === undefined && range.high === undefined) return null
  const refinement = meaning?.refinementFor(space, range) ?? null
  return refinement && cutsNothing(space, refinement) ? null : refinement
}

/** Both ends included; an open end is infinite. */
export interface KeptInterval {
  readonly low: number
  readonly high: number
}

/**
 * The part of a parameter's axis that a refinement keeps; undefined if it concerns another parameter. A refinement of
 * all stages appears on the parameter that bounds them: a maximum group width of 16 on the largest group width, not on
 * each stage's.
 */
export function keptInterval(refinement: Refinement, id: NetworkParameterId): KeptInterval | undefined {
  const kept = networkParameters[id].range?.kept(refinement)
  return kept && { low: kept.low ?? -Infinity, high: kept.high ?? Infinity }
}
