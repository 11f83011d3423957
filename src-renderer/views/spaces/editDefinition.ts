import type { Constraint } from '#shared/designspaces/constraints/constraints.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { blocks } from '#shared/networks/blocks/blocks.ts'
import type { BlockId } from '#shared/networks/network.ts'
import type { Distribution, LawId } from '#shared/random/distributions.ts'
import type { DrawnSizeId } from '#shared/refinement/steps/refinement.ts'
import { valuesOf } from '#shared/random/valuesOf.ts'
import { drawnBy } from './drawnSizes.ts'

/** Maximum number of values kept when a range becomes a list. */
const longestList = 64

/** `space` with another distribution of a size, for one stage (from 1) or all (null). */
export function withDistribution(
  space: DesignSpace,
  id: DrawnSizeId,
  stage: number | null,
  distribution: Distribution,
): DesignSpace {
  const entry = drawnBy(space, id)
  const changed = Array.isArray(entry) && stage !== null ? entry.with(stage - 1, distribution) : distribution
  return withSize(space, id, changed)
}

/** `space` with one distribution per stage if `apart`, otherwise with the first stage's for all. */
export function withStagesApart(space: DesignSpace, id: DrawnSizeId, apart: boolean): DesignSpace {
  const entry = drawnBy(space, id)
  if (entry === undefined || Array.isArray(entry) === apart) return space
  return withSize(space, id, Array.isArray(entry) ? entry[0]! : space.strides.map(() => ({ ...entry })))
}

function withSize(space: DesignSpace, id: DrawnSizeId, entry: Distribution | Distribution[]): DesignSpace {
  return { ...space, parameters: { ...space.parameters, [id]: entry } }
}

/** A distribution with another law over about the same values. */
export function withLaw(distribution: Distribution, law: LawId): Distribution {
  if (distribution.law === law) return distribution
  const values = valuesOf(distribution)
  if (law === 'choice') return { law, values: values.slice(0, longestList) }
  const low = values[0] ?? 1
  const high = values.at(-1) ?? low
  const powers = { low: 2 ** Math.ceil(Math.log2(Math.max(low, 1e-3))), high: 2 ** Math.floor(Math.log2(high)) }
  if (law === 'powerOf2') return { law, low: powers.low, high: Math.max(powers.low, powers.high) }
  const quantum = 'quantum' in distribution ? distribution.quantum : quantumOf(values)
  if (law === 'powerOf2OrLog') return { law, low: powers.low, high, quantum: 2 ** Math.round(Math.log2(quantum)) }
  return { law, low, high, quantum }
}

/** The largest power of ten, at most 1, of which all values are multiples; at least 0.001. */
function quantumOf(values: readonly number[]): number {
  return (
    [1, 0.1, 0.01].find((quantum) => values.every((v) => Math.abs(v / quantum - Math.round(v / quantum)) < 1e-9)) ??
    0.001
  )
}

/** The distribution with other ends; a list keeps its entries between them. */
export function withEnds(
  distribution: Distribution,
  low: number,
  high: number,
  domain: readonly number[],
): Distribution {
  if (distribution.law !== 'choice') return { ...distribution, low, high }
  return { ...distribution, values: domain.filter((value) => value >= low && value <= high) }
}

/** `space` with `count` stages: new ones halve the resolution and have the distributions of the last one. */
export function withStageCount(space: DesignSpace, count: number): DesignSpace {
  const resized = <T>(list: readonly T[], added: T): T[] => Array.from({ length: count }, (_, i) => list[i] ?? added)
  const parameters = Object.entries(space.parameters).map(([name, entry]: [string, unknown]) => [
    name,
    Array.isArray(entry) ? resized(entry as Distribution[], entry.at(-1) as Distribution) : entry,
  ])
  return {
    ...space,
    strides: resized(space.strides, 2),
    ...(space.kernels && { kernels: resized(space.kernels, space.kernels.at(-1)!) }),
    parameters: Object.fromEntries(parameters) as DesignSpace['parameters'],
  }
}

/** The paper's squeeze-and-excitation ratio. */
const usualSeRatio = 0.25

/**
 * `space` with another block: adds sizes that the block needs and the space lacks, and clears a squeeze-and-excitation
 * ratio and kernels without effect.
 */
export function withBlock(space: DesignSpace, block: BlockId): DesignSpace {
  const { bottleneck, depthwise, groups, squeezeExcitation } = blocks[block]
  const { kernels, ...rest } = space
  const seRatio = block === 'y' ? space.seRatio || usualSeRatio : squeezeExcitation ? space.seRatio : 0
  const added = {
    ...(bottleneck && drawnBy(space, 'bottleneckRatio') === undefined
      ? { bottleneckRatio: { law: 'powerOf2', low: 1, high: 4 } }
      : {}),
    ...(groups && drawnBy(space, 'groupWidth') === undefined
      ? { groupWidth: { law: 'powerOf2', low: 1, high: 32 } }
      : {}),
  }
  const parameters = { ...space.parameters, ...added } as DesignSpace['parameters']
  return { ...rest, block, seRatio, parameters, ...(depthwise && { kernels: kernels ?? space.strides.map(() => 3) }) }
}

/** `space` with a constraint that replaces the one with the same id, or is appended. */
export function withConstraint(space: DesignSpace, constraint: Constraint): DesignSpace {
  const place = space.constraints.findIndex(({ id }) => id === constraint.id)
  const constraints = place < 0 ? [...space.constraints, constraint] : space.constraints.with(place, constraint)
  return { ...space, constraints }
}

/** `space` without a constraint. */
export function withoutConstraint(space: DesignSpace, id: Constraint['id']): DesignSpace {
  return { ...space, constraints: space.constraints.filter((constraint) => constraint.id !== id) }
}
