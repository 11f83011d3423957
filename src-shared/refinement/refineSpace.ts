import type { Constraint } from '#shared/designspaces/constraints.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { narrowDistribution, type ValueRange } from '#shared/designspaces/narrowDistribution.ts'
import { parseDesignSpace } from '#shared/designspaces/parse.ts'
import type { Distribution } from '#shared/random/distributions.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import type { DrawnSizeId, Refinement } from './refinement.ts'

/**
 * `space` with one refinement more, under an id and a name of its own. A constraint that the space has already becomes
 * the tighter of both. Throws ValueError where the refinement does not fit the space or leaves nothing to draw.
 */
export function refineSpace(
  space: DesignSpace,
  refinement: Refinement,
  identity: Pick<DesignSpace, 'id' | 'name'>,
): DesignSpace {
  const refined =
    refinement.kind === 'constraint'
      ? { ...space, constraints: withConstraint(space.constraints, refinement.constraint) }
      : { ...space, parameters: withRange(space, refinement.size, refinement.stage, refinement as ValueRange) }
  return parseDesignSpace({ ...refined, ...identity })
}

/** What decides which of two limits is the tighter one. */
const tighter: Partial<Record<string, (a: number, b: number) => number>> = {
  min: Math.max,
  max: Math.min,
  maxFitError: Math.min,
}

function withConstraint(constraints: readonly Constraint[], added: Constraint): Constraint[] {
  const place = constraints.findIndex(({ id }) => id === added.id)
  return place < 0 ? [...constraints, added] : constraints.with(place, both(constraints[place]!, added))
}

/** Numeric limits of both, the tighter where both have one; everything else as added. */
function both(present: Constraint, added: Constraint): Constraint {
  const limits: Record<string, unknown> = { ...present, ...added }
  for (const [key, choose] of Object.entries(tighter)) {
    const [a, b] = [present, added].map((constraint) => (constraint as Record<string, unknown>)[key])
    if (typeof a === 'number' && typeof b === 'number') limits[key] = choose!(a, b)
  }
  return limits as Constraint
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
