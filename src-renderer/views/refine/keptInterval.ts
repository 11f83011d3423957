import type { Constraint } from '#shared/designspaces/constraints.ts'
import { networkParameters, type NetworkParameterId } from '#shared/refinement/networkParameters.ts'
import type { Refinement } from '#shared/refinement/refinement.ts'

/** Both ends belong to it; an open one is infinite. */
export interface KeptInterval {
  readonly low: number
  readonly high: number
}

/**
 * The part of a parameter's axis that a refinement keeps; undefined where it is about another parameter. A refinement of
 * all stages shows on the parameter that bounds them: a largest group width of 16 on the largest, not on each stage's.
 */
export function keptInterval(refinement: Refinement, parameter: NetworkParameterId): KeptInterval | undefined {
  if (refinement.kind === 'range') {
    const { size, stage, low, high } = refinement
    const { stage: shown } = networkParameters[parameter]
    const isShown = stage === undefined ? parameter === size : shown === stage && parameter === `${size}${stage}`
    return isShown ? interval(low, high) : undefined
  }
  const { constraint } = refinement
  return kept[constraint.id]?.(constraint, parameter)
}

type Reader = (constraint: Constraint, parameter: NetworkParameterId) => KeptInterval | undefined

const kept: Partial<Record<Constraint['id'], Reader>> = {
  sharedBottleneckRatio: none('bottleneckRatioSpread'),
  sharedGroupWidth: none('groupWidthSpread'),
  widthOrder: rising('widthOrder', 'smallestWidthStep'),
  depthOrder: rising('depthOrder', 'smallestDepthStep'),
  quantizedLinearWidths: (constraint, parameter) =>
    constraint.id === 'quantizedLinearWidths' && parameter === 'fitError'
      ? interval(undefined, constraint.maxFitError)
      : undefined,
  totalDepthRange: limited(['totalDepth']),
  widthMultiplierRange: limited(['widthMultiplier']),
  bottleneckRatioRange: limited(['largestBottleneckRatio', 'smallestBottleneckRatio']),
  groupWidthRange: limited(['largestGroupWidth', 'smallestGroupWidth']),
  flops: limited(['flops']),
  parameters: limited(['parameters']),
  activations: limited(['activations']),
}

const interval = (low: number | undefined, high: number | undefined): KeptInterval => ({
  low: low ?? -Infinity,
  high: high ?? Infinity,
})

/** A spread of zero. */
function none(id: NetworkParameterId): Reader {
  return (_, parameter) => (parameter === id ? interval(undefined, 0) : undefined)
}

function rising(constraintId: 'widthOrder' | 'depthOrder', id: NetworkParameterId): Reader {
  return (constraint, parameter) =>
    constraint.id === constraintId && constraint.order === 'nonDecreasing' && parameter === id
      ? interval(0, undefined)
      : undefined
}

function limited(ids: readonly NetworkParameterId[]): Reader {
  return (constraint, parameter) => {
    const { min, max } = constraint as { min?: unknown; max?: unknown }
    if (!ids.includes(parameter) || typeof (min ?? max) !== 'number') return undefined
    return interval(typeof min === 'number' ? min : undefined, typeof max === 'number' ? max : undefined)
  }
}
