import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { ValueRange } from '#shared/designspaces/narrowDistribution.ts'
import { networkParameters, type NetworkParameterId } from '../evidence/networkParameters.ts'
import type { Refinement } from './refinement.ts'
import { cutsNothing } from './refineSpace.ts'

/**
 * What a range of a parameter, both ends included, means for the definition of a space: a constraint where there is one
 * for it, otherwise a narrower range of what is drawn. Ends move inwards to values that the space draws. Null where
 * nothing in a definition says it, or it cuts nothing that the space draws. What it leaves may be nothing: refineSpace
 * says so.
 */
export function rangeToRefinement(space: DesignSpace, id: NetworkParameterId, range: ValueRange): Refinement | null {
  if (range.low === undefined && range.high === undefined) return null
  const asked = networkParameters[id].range?.asked(space, range) ?? null
  return asked && cutsNothing(space, asked) ? null : asked
}

/** Both ends belong to it; an open one is infinite. */
export interface KeptInterval {
  readonly low: number
  readonly high: number
}

/**
 * The part of a parameter's axis that a refinement keeps; undefined where it is about another parameter. A refinement of
 * all stages shows on the parameter that bounds them: a largest group width of 16 on the largest, not on each stage's.
 */
export function keptInterval(refinement: Refinement, id: NetworkParameterId): KeptInterval | undefined {
  const kept = networkParameters[id].range?.kept(refinement)
  return kept && { low: kept.low ?? -Infinity, high: kept.high ?? Infinity }
}
