import { cardinality } from '#shared/designspaces/sampling/cardinality.ts'
import { combineConstraints, kindOf, type Constraint } from '#shared/designspaces/constraints/constraints.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { narrowDistribution, type ValueRange } from '#shared/designspaces/narrowDistribution.ts'
import { parseDesignSpace } from '#shared/designspaces/parse.ts'
import type { Distribution } from '#shared/random/distributions.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { describeRefinement } from './describeRefinement.ts'
import { formulaText } from './formulaText.ts'
import type { DrawnSizeId, Refinement } from './refinement.ts'

/**
 * `space` with one more refinement, under its own id and name; every network of it belongs to `space`. A constraint
 * that the space already has is combined with the new one. Throws ValueError if the refinement does not fit the space
 * or is known, without drawing, to leave nothing.
 */
export function refineSpace(
  space: DesignSpace,
  refinement: Refinement,
  identity: Pick<DesignSpace, 'id' | 'name'>,
): DesignSpace {
  const refined = parseDesignSpace({ ...narrowed(space, refinement), ...identity })
  if (cardinality(refined).combinations === 0n)
    throw new ValueError(sentence('refinementEmpties', { space: space.name, added: formulaText(refinement) }))
  return refined
}

/** Whether a refinement keeps everything that `space` draws, as far as this is known without drawing. */
export function cutsNothing(space: DesignSpace, refinement: Refinement): boolean {
  const refined = tryRefine(space, refinement)
  if (!refined) return false
  const { added, changed, ranges } = describeRefinement(space, refined)
  if (added.length + changed.length + ranges.length === 0) return true
  const { combinations, notCounted } = cardinality(refined)
  const isCounted = refinement.kind === 'range' || !notCounted.includes(refinement.constraint.id)
  return isCounted && combinations === cardinality(space).combinations
}

/** Whether refineSpace refuses a refinement. */
export function isRefused(space: DesignSpace, refinement: Refinement): boolean {
  return tryRefine(space, refinement) === undefined
}

function tryRefine(space: DesignSpace, refinement: Refinement): DesignSpace | undefined {
  try {
    return refineSpace(space, refinement, { id: space.id, name: space.name })
  } catch (error) {
    if (error instanceof ValueError) return undefined
    throw error
  }
}

function narrowed(space: DesignSpace, refinement: Refinement): DesignSpace {
  if (refinement.kind === 'constraint') return { ...space, constraints: withConstraint(space, refinement.constraint) }
  const parameters = withRange(space, refinement.size, refinement.stage, refinement as ValueRange)
  return { ...space, parameters: parameters as DesignSpace['parameters'] }
}

function withConstraint({ name, constraints }: DesignSpace, added: Constraint): Constraint[] {
  const place = constraints.findIndex(({ id }) => id === added.id)
  const present = constraints[place] ?? added
  const both = combineConstraints(present, added)
  if (!both) {
    const symbol = (constraint: Constraint) => kindOf(constraint).symbol(constraint)
    const names = { space: name, added: symbol(added) }
    throw new ValueError(
      place < 0
        ? sentence('refinementEmpties', names)
        : sentence('constraintsExclude', { ...names, present: symbol(present) }),
    )
  }
  return place < 0 ? [...constraints, both] : constraints.with(place, both)
}

function withRange(space: DesignSpace, size: DrawnSizeId, stage: number | undefined, range: ValueRange) {
  const sizes: Partial<Record<string, unknown>> = space.parameters
  const entry = sizes[size] as Distribution | Distribution[] | undefined
  if (entry === undefined) throw new ValueError(sentence('nothingDrawn', { space: space.name, size }))
  const narrow = (distribution: Distribution) => narrowOrThrow(distribution, range, size, space.name)
  if (stage === undefined) return { ...sizes, [size]: Array.isArray(entry) ? entry.map(narrow) : narrow(entry) }
  const { length } = space.strides
  if (stage > length) throw new ValueError(sentence('stageTooHigh', { stage, space: space.name, stages: length }))
  if (space.parameters.kind === 'regNet') throw new ValueError(sentence('stagesTogether', { space: space.name, size }))
  const list = Array.isArray(entry) ? entry : space.strides.map(() => entry)
  return { ...sizes, [size]: list.with(stage - 1, narrow(list[stage - 1]!)) }
}

function narrowOrThrow(distribution: Distribution, range: ValueRange, size: string, space: string): Distribution {
  const narrowed = narrowDistribution(distribution, range)
  if (narrowed) return narrowed
  const { low = -Infinity, high = Infinity } = range
  if (low === -Infinity) throw new ValueError(sentence('rangeEmptyBelow', { space, size, high }))
  if (high === Infinity) throw new ValueError(sentence('rangeEmptyAbove', { space, size, low }))
  throw new ValueError(sentence('rangeEmpty', { space, size, low, high }))
}
