import { asBounds, boundList, type Bound, type Bounds } from '#shared/designspaces/constraints/bounds.ts'
import {
  constraintIds,
  constraints,
  kindOf,
  type Constraint,
  type ConstraintId,
} from '#shared/designspaces/constraints/constraints.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { measuredSpan } from '#shared/timing/predictedTime.ts'
import type { KnownTimeSource } from '#renderer/composables/useTimeSources.ts'

/**
 * The initial constraint of a kind, as added to a space before it is edited. A time is predicted from the first own
 * measurement, if there is one, up to the longest that it knows.
 */
export function startOf(id: ConstraintId, measured?: Pick<KnownTimeSource, 'source' | 'prediction'>): Constraint {
  if (id === 'predictedTime' && measured?.prediction) {
    const max = Number(measuredSpan(measured.prediction.fit).high.toPrecision(2))
    return { id, limits: [{ ...measured.source, max }] }
  }
  return { id, ...constraints[id].start } as Constraint
}

/** The constraints that can be added to `space`: those of its kind that it does not have. */
export function addableConstraints(space: DesignSpace): ConstraintId[] {
  return constraintIds.filter((id) => {
    const { only = space.parameters.kind } = kindOf({ id })
    return only === space.parameters.kind && !space.constraints.some((present) => present.id === id)
  })
}

/** A constraint or limit with a new value in one field, or without the field if `value` is undefined. */
export function withField<T extends object>(data: T, name: string, value: unknown): T {
  const changed = { ...data, [name]: value }
  if (value === undefined) Reflect.deleteProperty(changed, name)
  return changed
}

/** The limits of one end with the one at index `place` replaced, or removed if `bound` is undefined. */
export function withBound(bounds: Bounds | undefined, place: number, bound: Bound | undefined): Bounds | undefined {
  const list = boundList(bounds)
  if (bound === undefined) return asBounds(list.filter((_, i) => i !== place))
  return asBounds(list.length === 0 ? [bound] : list.with(place, bound))
}
