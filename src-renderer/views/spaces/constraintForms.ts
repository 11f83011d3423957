import { constraintIds, ruleOf, type Constraint, type ConstraintId } from '#shared/designspaces/constraints.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'

/** How a constraint is entered: nothing, an order, limits, limits that may be functions of FLOPs, a largest e_fit. */
export type ConstraintFormKind = 'none' | 'order' | 'range' | 'window' | 'fit'

interface ConstraintForm {
  readonly kind: ConstraintFormKind
  /** What it says when it is added, before it is edited. */
  readonly start: Constraint
}

const rising = 'nonDecreasing'

/** The forms by constraint. To add one: an entry here and its texts. */
export const constraintForms: Readonly<Record<ConstraintId, ConstraintForm>> = {
  sharedBottleneckRatio: { kind: 'none', start: { id: 'sharedBottleneckRatio' } },
  sharedGroupWidth: { kind: 'none', start: { id: 'sharedGroupWidth' } },
  widthOrder: { kind: 'order', start: { id: 'widthOrder', order: rising } },
  depthOrder: { kind: 'order', start: { id: 'depthOrder', order: rising } },
  quantizedLinearWidths: { kind: 'fit', start: { id: 'quantizedLinearWidths', maxFitError: 0.1 } },
  initialWidthEqualsSlope: { kind: 'none', start: { id: 'initialWidthEqualsSlope' } },
  widthMultiplierRange: { kind: 'range', start: { id: 'widthMultiplierRange', min: 2 } },
  totalDepthRange: { kind: 'range', start: { id: 'totalDepthRange', max: 24 } },
  widthRange: { kind: 'range', start: { id: 'widthRange', max: 128 } },
  bottleneckRatioRange: { kind: 'range', start: { id: 'bottleneckRatioRange', max: 1 } },
  groupWidthRange: { kind: 'range', start: { id: 'groupWidthRange', min: 4 } },
  flops: { kind: 'range', start: { id: 'flops', max: 1e6 } },
  parameters: { kind: 'window', start: { id: 'parameters', max: 1e5 } },
  activations: { kind: 'window', start: { id: 'activations', max: 1e5 } },
}

/** The constraints that `space` can get: those of its kind that it does not have. */
export function addableConstraints({ constraints, parameters }: DesignSpace): ConstraintId[] {
  return constraintIds.filter((id) => {
    const { only } = ruleOf(constraintForms[id].start)
    return (only === undefined || only === parameters.kind) && !constraints.some((present) => present.id === id)
  })
}
