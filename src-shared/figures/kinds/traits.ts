import { blocks } from '#shared/networks/blocks/blocks.ts'
import { lineOf } from '#shared/refinement/evidence/asCandidate.ts'
import type { FigureRun } from '../figureInput.ts'
import type { ParametersOf, TraitId } from '../figureParameters.ts'
import { meets } from './condition.ts'

/** The values of a trait, in the order in which they are shown; undefined for a network that has none. */
export const traitValues = {
  block: ({ network }: FigureRun) => network.block,
  activation: ({ network }: FigureRun) => network.activation,
  stages: ({ network }: FigureRun) => network.stages.length,
  imageSize: ({ network }: FigureRun) => network.imageSize,
  epochs: ({ epochs }: FigureRun) => epochs.at(-1)?.epoch,
  invertedBottleneck: ({ network: { block, stages } }: FigureRun) => {
    if (!blocks[block].bottleneck) return undefined
    const ratios = stages.map(({ bottleneckRatio }) => bottleneckRatio)
    return ratios.some((ratio) => ratio < 1) ? 'b < 1' : ratios.every((ratio) => ratio === 1) ? 'b = 1' : 'b > 1'
  },
  depthwise: ({ network: { block, stages } }: FigureRun) => {
    if (!blocks[block].groups) return undefined
    return stages.every(({ groupWidth }) => groupWidth === 1) ? 'g = 1' : 'g > 1'
  },
} as const satisfies Partial<Record<TraitId, (run: FigureRun) => string | number | undefined>>
export type ValuedTrait = keyof typeof traitValues

/** Whether a trait has values; else it is a condition whose networks are compared with all. */
export const isValued = (trait: TraitId): trait is ValuedTrait => Object.hasOwn(traitValues, trait)

/**
 * Whether a network keeps the constraints that the paper adds to RegNetX in section 4: b = 1, d <= 40, w_m >= 2, and
 * parameters and activations within the trends of its Figure 12, 3 + 5.5 F million and 6.5 sqrt(F) million at F billion
 * multiply-adds (pycls).
 */
export function isConstrained(run: FigureRun): boolean {
  const { flops, parameters, activations } = run.complexity
  const { depth, widthMultiplier } = lineOf(run)
  return (
    depth <= 40 &&
    widthMultiplier >= 2 &&
    run.network.stages.every(({ bottleneckRatio }) => bottleneckRatio === 1) &&
    parameters <= 3e6 + 5.5e-3 * flops &&
    activations <= 6.5e6 * Math.sqrt(flops / 1e9)
  )
}

/** Whether a network meets a trait that is a condition. */
export function meetsTrait(
  run: FigureRun,
  trait: Exclude<TraitId, ValuedTrait>,
  { within }: ParametersOf<'traits'>,
): boolean {
  return trait === 'constrained' ? isConstrained(run) : meets(run, { condition: trait, within })
}
