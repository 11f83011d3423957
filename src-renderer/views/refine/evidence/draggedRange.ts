import type { ValueRange } from '#shared/designspaces/narrowDistribution.ts'
import { networkParameters, type NetworkParameterId } from '#shared/refinement/evidence/networkParameters.ts'
import type { KeptInterval } from '#shared/refinement/steps/rangeToRefinement.ts'

/** Rounds a dragged range to readable numbers: integers inwards, others to three digits. An infinite end is open. */
export function roundedRange(id: NetworkParameterId, { low, high }: KeptInterval): ValueRange {
  const { integer } = networkParameters[id]
  return {
    ...(Number.isFinite(low) && { low: integer ? Math.ceil(low) : digits(low) }),
    ...(Number.isFinite(high) && { high: integer ? Math.floor(high) : digits(high) }),
  }
}

const digits = (value: number): number => Number(value.toPrecision(3))
