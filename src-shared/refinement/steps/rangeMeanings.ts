import { kindOf, type Constraint, type ConstraintId } from '#shared/designspaces/constraints/constraints.ts'
import type { TimeSource } from '#shared/designspaces/constraints/timeLimits.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { ValueRange } from '#shared/designspaces/narrowDistribution.ts'
import { blocks } from '#shared/networks/blocks/blocks.ts'
import { distributionPmf, type Distribution } from '#shared/random/distributions.ts'
import type { DrawnSizeId, Refinement } from './refinement.ts'

/** How a range of a network parameter, both ends included, maps to a space definition and back. */
export interface RangeMeaning {
  /**
   * The refinement that expresses the range; null if the definition of `space` cannot express it or no drawn value is
   * cut.
   */
  refinementFor(space: DesignSpace, range: ValueRange): Refinement | null
  /** The part of the parameter's axis that a refinement keeps; undefined if it concerns another parameter. */
  kept(refinement: Refinement): ValueRange | undefined
}

export type StageSize = 'depth' | 'width' | 'bottleneckRatio' | 'groupWidth'
type SharedSize = 'bottleneckRatio' | 'groupWidth'
const sharedBy = { bottleneckRatio: 'sharedBottleneckRatio', groupWidth: 'sharedGroupWidth' } as const
const rangeOfAllStages = { bottleneckRatio: 'bottleneckRatioRange', groupWidth: 'groupWidthRange' } as const

/** Whether all stages share one bottleneck ratio, or one group width. */
export function isShared(space: DesignSpace, size: SharedSize): boolean {
  return space.parameters.kind === 'regNet' || space.constraints.some(({ id }) => id === sharedBy[size])
}

/** A parameter limited by a kind of constraint; with `size`, also a size drawn once for all stages. */
export function asConstraint(id: ConstraintId, size?: DrawnSizeId): RangeMeaning {
  return {
    refinementFor: (space, range) => constraintOn(id, space, range),
    kept(refinement) {
      if (refinement.kind === 'range') return size && keptBy(refinement, size, undefined)
      const { constraint } = refinement
      return constraint.id === id ? kindOf(constraint).axis?.kept(constraint) : undefined
    },
  }
}

/** The time that a source predicts, which is no parameter of a network alone. */
export function asPredictedTime(time: TimeSource): RangeMeaning {
  return {
    ...asConstraint('predictedTime'),
    refinementFor: (space, range) => constraintOn('predictedTime', space, range, time),
  }
}

/**
 * A parameter that is the size of one stage (from 1, or the last): narrows its distribution, for all stages if they
 * share it.
 */
export function asStage(size: StageSize, place: number | 'last'): RangeMeaning {
  return {
    refinementFor(space, range) {
      const stage = place === 'last' ? space.strides.length : place
      if (stage > space.strides.length || !hasSize(space, size)) return null
      if ((size === 'bottleneckRatio' || size === 'groupWidth') && isShared(space, size))
        return rangeOfAll(space, size, range)
      return space.parameters.kind === 'regNet' ? null : narrowing(space, size, stage, range)
    },
    kept: (refinement) => keptBy(refinement, size, place),
  }
}

/** A parameter of a RegNet's line, drawn once. */
export function asLine(size: 'initialWidth' | 'widthSlope'): RangeMeaning {
  return {
    refinementFor: (space, range) =>
      space.parameters.kind === 'regNet' ? narrowing(space, size, undefined, range) : null,
    kept: (refinement) => keptBy(refinement, size, undefined),
  }
}

/**
 * A parameter that is the largest (`end` high) or smallest (low) over the stages: bounding it bounds every stage. Both
 * ends can be bounded only if all stages are equal.
 */
export function asExtreme(size: SharedSize, end: keyof ValueRange): RangeMeaning {
  return {
    refinementFor(space, range) {
      const other = range[end === 'high' ? 'low' : 'high']
      if (!hasSize(space, size) || (other !== undefined && !isShared(space, size))) return null
      return rangeOfAll(space, size, range)
    },
    kept: (refinement) => asConstraint(rangeOfAllStages[size]).kept(refinement),
  }
}

function constraintOn(
  id: ConstraintId,
  { parameters }: DesignSpace,
  range: ValueRange,
  time?: TimeSource,
): Refinement | null {
  const { axis, only } = kindOf({ id })
  if (only && only !== parameters.kind) return null
  const data = axis?.dataFor(range, time)
  return data ? { kind: 'constraint', constraint: { id, ...data } as Constraint } : null
}

function keptBy(refinement: Refinement, size: DrawnSizeId, stage: number | 'last' | undefined): ValueRange | undefined {
  if (refinement.kind !== 'range' || refinement.size !== size || refinement.stage !== stage) return undefined
  return withEnds(refinement.low, refinement.high)
}

/** Whether the space's block has the size. */
function hasSize(space: DesignSpace, size: StageSize): boolean {
  const { bottleneck, groups } = blocks[space.block]
  return size === 'bottleneckRatio' ? bottleneck : size === 'groupWidth' ? groups : true
}

function narrowing(
  space: DesignSpace,
  size: DrawnSizeId,
  stage: number | undefined,
  range: ValueRange,
): Refinement | null {
  const inside = onValues(drawnValues(space, size, stage), range)
  return inside && { kind: 'range', size, ...(stage !== undefined && { stage }), ...inside }
}

function rangeOfAll(space: DesignSpace, size: SharedSize, range: ValueRange): Refinement | null {
  const inside = onValues(drawnValues(space, size), range)
  return inside && constraintOn(rangeOfAllStages[size], space, inside)
}

/** Every value of a size that the space draws, for one stage or all. */
function drawnValues(space: DesignSpace, size: DrawnSizeId, stage?: number): number[] {
  const sizes: Partial<Record<string, unknown>> = space.parameters
  const entry = sizes[size] as Distribution | Distribution[]
  if (!Array.isArray(entry)) return distributionPmf(entry).values
  const list = stage === undefined ? entry : entry.slice(stage - 1, stage)
  return list.flatMap((distribution) => distributionPmf(distribution).values)
}

/** The range with its ends moved inwards to values; null if it cuts none of them, or all. */
function onValues(values: readonly number[], { low, high }: ValueRange): ValueRange | null {
  const kept = values.filter((value) => value >= (low ?? -Infinity) && value <= (high ?? Infinity))
  if (kept.length === 0 || kept.length === values.length) return null
  return withEnds(low === undefined ? low : Math.min(...kept), high === undefined ? high : Math.max(...kept))
}

function withEnds(low: number | undefined, high: number | undefined): ValueRange {
  return { ...(low !== undefined && { low }), ...(high !== undefined && { high }) }
}
