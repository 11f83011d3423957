import type { Constraint, ConstraintId } from '#shared/designspaces/constraints.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { ValueRange } from '#shared/designspaces/narrowDistribution.ts'
import { blocks } from '#shared/networks/blocks/blocks.ts'
import { distributionPmf, type Distribution } from '#shared/random/distributions.ts'
import { networkParameters, type NetworkParameterId, type StageSize } from './networkParameters.ts'
import type { DrawnSizeId, Refinement } from './refinement.ts'

type Expression = (space: DesignSpace, range: ValueRange) => Refinement | null

/**
 * What a range of a parameter, both ends included, means for the definition of a space: a constraint where there is one
 * for it, otherwise a narrower range of what is drawn. Ends move inwards to values that the space draws. Null where
 * nothing in a definition says it, or it cuts nothing.
 * Ranges come from a hand on a plot: an end within a tenth of an octave of "never falls" means that.
 */
export function rangeToRefinement(space: DesignSpace, id: NetworkParameterId, range: ValueRange): Refinement | null {
  if (range.low === undefined && range.high === undefined) return null
  const { stage } = networkParameters[id]
  if (stage !== undefined) return stageRange(id.slice(0, -1) as StageSize, stage)(space, range)
  return expressions[id]?.(space, range) ?? null
}

const expressions: Partial<Record<NetworkParameterId, Expression>> = {
  totalDepth: (_, range) => rangeConstraint('totalDepthRange', range),
  lastWidth: (space, range) => stageRange('width', space.strides.length)(space, range),
  smallestWidthStep: neverFalling('widthOrder'),
  smallestDepthStep: neverFalling('depthOrder'),
  largestBottleneckRatio: extreme('bottleneckRatio', 'high'),
  smallestBottleneckRatio: extreme('bottleneckRatio', 'low'),
  bottleneckRatioSpread: equalEverywhere('bottleneckRatio', 'sharedBottleneckRatio'),
  largestGroupWidth: extreme('groupWidth', 'high'),
  smallestGroupWidth: extreme('groupWidth', 'low'),
  groupWidthSpread: equalEverywhere('groupWidth', 'sharedGroupWidth'),
  fitError: (_, { low, high }) =>
    low === undefined && high !== undefined && high > 0
      ? { kind: 'constraint', constraint: { id: 'quantizedLinearWidths', maxFitError: high } }
      : null,
  initialWidth: lineRange('initialWidth'),
  widthSlope: lineRange('widthSlope'),
  widthMultiplier: (space, range) =>
    space.parameters.kind === 'regNet' ? rangeConstraint('widthMultiplierRange', range) : null,
  flops: (_, range) => rangeConstraint('flops', range),
  parameters: (_, range) => rangeConstraint('parameters', range),
  activations: (_, range) => rangeConstraint('activations', range),
}

const rangeOfAllStages = { bottleneckRatio: 'bottleneckRatioRange', groupWidth: 'groupWidthRange' } as const
type SharedSize = keyof typeof rangeOfAllStages

/** Whether all stages have one bottleneck ratio, or one group width. */
export function isShared(space: DesignSpace, size: SharedSize): boolean {
  const id = size === 'bottleneckRatio' ? 'sharedBottleneckRatio' : 'sharedGroupWidth'
  return space.parameters.kind === 'regNet' || space.constraints.some((constraint) => constraint.id === id)
}

/** Whether the space's block has bottlenecks, or groups. */
export function hasSize(space: DesignSpace, size: StageSize): boolean {
  const { bottleneck, groups } = blocks[space.block]
  return size === 'bottleneckRatio' ? bottleneck : size === 'groupWidth' ? groups : true
}

function rangeConstraint(id: ConstraintId, { low, high }: ValueRange): Refinement {
  const limits = { ...(low !== undefined && { min: low }), ...(high !== undefined && { max: high }) }
  return { kind: 'constraint', constraint: { id, ...limits } as Constraint }
}

function stageRange(size: StageSize, stage: number): Expression {
  return (space, range) => {
    if (stage > space.strides.length || !hasSize(space, size)) return null
    if ((size === 'bottleneckRatio' || size === 'groupWidth') && isShared(space, size))
      return rangeOfAll(space, size, range)
    return space.parameters.kind === 'regNet' ? null : narrowing(space, size, stage, range)
  }
}

function lineRange(size: 'initialWidth' | 'widthSlope'): Expression {
  return (space, range) => (space.parameters.kind === 'regNet' ? narrowing(space, size, undefined, range) : null)
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
  return inside && rangeConstraint(rangeOfAllStages[size], inside)
}

/** Every value of a size that the space draws, of one stage or of all. */
function drawnValues(space: DesignSpace, size: DrawnSizeId, stage?: number): number[] {
  const sizes: Partial<Record<string, unknown>> = space.parameters
  const entry = sizes[size] as Distribution | Distribution[]
  if (!Array.isArray(entry)) return distributionPmf(entry).values
  const list = stage === undefined ? entry : entry.slice(stage - 1, stage)
  return list.flatMap((distribution) => distributionPmf(distribution).values)
}

/** The range with its ends moved inwards to values; null where it cuts none of them, or all. */
function onValues(values: readonly number[], { low, high }: ValueRange): ValueRange | null {
  const kept = values.filter((value) => value >= (low ?? -Infinity) && value <= (high ?? Infinity))
  if (kept.length === 0 || kept.length === values.length) return null
  return {
    ...(low !== undefined && { low: Math.min(...kept) }),
    ...(high !== undefined && { high: Math.max(...kept) }),
  }
}

/** The largest of all stages has a high end that bounds every stage; both ends do so only where all stages are equal. */
function extreme(size: SharedSize, bounding: keyof ValueRange): Expression {
  return (space, range) => {
    const other = range[bounding === 'high' ? 'low' : 'high']
    if (!hasSize(space, size) || (other !== undefined && !isShared(space, size))) return null
    return rangeOfAll(space, size, range)
  }
}

/** Values are powers of two as a rule: a spread below one octave is none. */
function equalEverywhere(size: SharedSize, id: 'sharedBottleneckRatio' | 'sharedGroupWidth'): Expression {
  return (space, { low = 0, high = Infinity }) =>
    hasSize(space, size) && !isShared(space, size) && low <= 0 && high < 1
      ? { kind: 'constraint', constraint: { id } }
      : null
}

const stepTolerance = 0.1

function neverFalling(id: 'widthOrder' | 'depthOrder'): Expression {
  return (_, { low, high }) =>
    high === undefined && low !== undefined && Math.abs(low) <= stepTolerance
      ? { kind: 'constraint', constraint: { id, order: 'nonDecreasing' } }
      : null
}
