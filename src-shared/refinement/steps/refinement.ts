import { z } from 'zod'
import { constraintSchema, kindOf } from '#shared/designspaces/constraints/constraints.ts'
import { asCandidate, lineOf, stagesOf } from '../evidence/asCandidate.ts'
import type { MeasuredNetwork } from '../evidence/measuredRun.ts'

const stageSizeIds = ['depth', 'width', 'bottleneckRatio', 'groupWidth'] as const
const lineSizeIds = ['initialWidth', 'widthSlope', 'widthMultiplier'] as const
/** The sizes a space draws: an AnyNet the first four for every stage, a RegNet all but the width once. */
export const drawnSizeIds = [...stageSizeIds, ...lineSizeIds] as const
export type DrawnSizeId = (typeof drawnSizeIds)[number]

/**
 * One refinement step as data: a constraint, or a narrower range of a drawn size for one stage (from 1) or all. Both
 * ends of a range are included; an absent one is open.
 */
export const refinementSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constraint'), constraint: constraintSchema }),
  z.strictObject({
    kind: z.literal('range'),
    size: z.enum(drawnSizeIds),
    stage: z.int().min(1).optional(),
    low: z.number().optional(),
    high: z.number().optional(),
  }),
])
export type Refinement = z.infer<typeof refinementSchema>
type RangeRefinement = Extract<Refinement, { kind: 'range' }>

/** Whether a measured network belongs to the refined space, judged by its draw. */
export function fulfils(refinement: Refinement, measured: MeasuredNetwork): boolean {
  if (refinement.kind === 'constraint') {
    const { constraint } = refinement
    return kindOf(constraint).check(asCandidate(measured), constraint)
  }
  const { low = -Infinity, high = Infinity } = refinement
  return drawnValues(measured, refinement).every((value) => value >= low && value <= high)
}

function drawnValues(measured: MeasuredNetwork, { size, stage }: RangeRefinement): readonly number[] {
  if (size === 'initialWidth' || size === 'widthSlope' || size === 'widthMultiplier') return [lineOf(measured)[size]]
  const drawn = stagesOf(measured)
  const perStage = {
    depth: drawn.depths,
    width: drawn.widths,
    bottleneckRatio: drawn.bottleneckRatios,
    groupWidth: drawn.groupWidths,
  }
  return stage === undefined ? perStage[size] : perStage[size].slice(stage - 1, stage)
}
