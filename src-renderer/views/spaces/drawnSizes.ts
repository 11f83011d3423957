import type { RunRow } from '#shared/contract/runs.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { blocks } from '#shared/networks/blocks/blocks.ts'
import type { Network } from '#shared/networks/network.ts'
import type { Distribution } from '#shared/random/distributions.ts'
import type { DrawnSizeId } from '#shared/refinement/steps/refinement.ts'
import { everyNth } from '#shared/charts/decimate.ts'

/** One row of the editor: a size that is drawn, for all stages at once or for one (from 1). */
export interface DrawnSize {
  readonly id: DrawnSizeId
  readonly stage: number | null
  readonly distribution: Distribution
  /** Place of its faults: `parameters.depth` or `parameters.depth.1`. */
  readonly path: string
}

const sizesOf = {
  anyNet: ['depth', 'width', 'bottleneckRatio', 'groupWidth'],
  regNet: ['depth', 'initialWidth', 'widthSlope', 'widthMultiplier', 'bottleneckRatio', 'groupWidth'],
} as const satisfies Record<DesignSpace['parameters']['kind'], readonly DrawnSizeId[]>

/** The sizes that matter in the block of `space`. */
export function sizeIds({ parameters, block }: Pick<DesignSpace, 'parameters' | 'block'>): DrawnSizeId[] {
  const { bottleneck, groups } = blocks[block]
  return sizesOf[parameters.kind].filter(
    (id) => (id !== 'bottleneckRatio' || bottleneck) && (id !== 'groupWidth' || groups),
  )
}

/** What `space` draws for a size: one distribution, one per stage, or nothing. */
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

/** Sizes of the line that a network's widths follow, which are fitted and not read. */
export type LineSizeId = 'initialWidth' | 'widthSlope' | 'widthMultiplier'

export const isLineSize = (id: DrawnSizeId): id is LineSizeId =>
  id === 'initialWidth' || id === 'widthSlope' || id === 'widthMultiplier'

/** Lines are fitted in milliseconds each: so many networks tell how they lie. */
const mostFitted = 64

/** Every so many of the runs, in their order, to fit lines to. */
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
