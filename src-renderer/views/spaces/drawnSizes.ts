import type { RunRow } from '#shared/contract/runs.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { blocks } from '#shared/networks/blocks/blocks.ts'
import type { Network } from '#shared/networks/network.ts'
import type { Distribution } from '#shared/random/distributions.ts'
import type { DrawnSizeId } from '#shared/refinement/steps/refinement.ts'
import { everyNth } from '#shared/charts/decimate.ts'

/** One row of the editor: a drawn size, for all stages (null) or for one (from 1). */
export interface DrawnSize {
  readonly id: DrawnSizeId
  readonly stage: number | null
  readonly distribution: Distribution
  /** Path of its faults: `parameters.depth` or `parameters.depth.1`. */
  readonly path: string
}

const sizesOf = {
  anyNet: ['depth', 'width', 'bottleneckRatio', 'groupWidth'],
  regNet: ['depth', 'initialWidth', 'widthSlope', 'widthMultiplier', 'bottleneckRatio', 'groupWidth'],
} as const satisfies Record<DesignSpace['parameters']['kind'], readonly DrawnSizeId[]>

/** The sizes that apply to the block of `space`. */
export function sizeIds({ parameters, block }: Pick<DesignSpace, 'parameters' | 'block'>): DrawnSizeId[] {
  const { bottleneck, groups } = blocks[block]
  return sizesOf[parameters.kind].filter(
    (id) => (id !== 'bottleneckRatio' || bottleneck) && (id !== 'groupWidth' || groups),
  )
}

/** The distributions of a size in `space`: one for all stages, one per stage, or none. */
export function drawnBy(
  { parameters }: Pick<DesignSpace, 'parameters'>,
  id: DrawnSizeId,
): Distribution | Distribution[] | undefined {
  return (parameters as Partial<Record<DrawnSizeId, Distribution | Distribution[]>>)[id]
}

/** The rows of the editor, in the order of the paper's symbols. */
export function drawnSizes(space: Pick<DesignSpace, 'parameters' | 'block'>): DrawnSize[] {
  return sizeIds(space).flatMap((id): DrawnSize[] => {
    const entry = drawnBy(space, id)
    if (entry === undefined) return []
    const path = `parameters.${id}`
    return Array.isArray(entry)
      ? entry.map((distribution, i) => ({ id, stage: i + 1, distribution, path: `${path}.${i}` }))
      : [{ id, stage: null, distribution: entry, path }]
  })
}

/** Parameters of the line that a network's widths follow; they are fitted rather than read from the network. */
export type LineSizeId = 'initialWidth' | 'widthSlope' | 'widthMultiplier'

export const isLineSize = (id: DrawnSizeId): id is LineSizeId =>
  id === 'initialWidth' || id === 'widthSlope' || id === 'widthMultiplier'

/** Maximum number of lines to fit, at some milliseconds each; enough to show how they are distributed. */
const mostFitted = 64

/** The networks to fit lines to: up to `mostFitted`, evenly spaced in the order of the runs. */
export function networksToFit(runs: readonly RunRow[]): Network[] {
  return everyNth(runs.length, mostFitted).map((i) => runs[i]!.network)
}

/** The values of a size in a run's network: of one stage, or pooled over all. */
export function measuredValues(
  { network: { stages } }: RunRow,
  id: Exclude<DrawnSizeId, LineSizeId>,
  stage: number | null,
  kind: string,
): number[] {
  if (id === 'depth' && kind === 'regNet') return [stages.reduce((sum, { depth }) => sum + depth, 0)]
  const shared = kind === 'regNet' ? stages.slice(0, 1) : stages
  return (stage === null ? shared : stages.slice(stage - 1, stage)).map((sizes) => sizes[id])
}
