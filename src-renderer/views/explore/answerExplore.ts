import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import { fittedLine } from '#shared/designspaces/fit/fittedLine.ts'
import { stream } from '#shared/random/stream.ts'
import { lineOf } from '#shared/refinement/evidence/asCandidate.ts'
import type { MeasuredNetwork, WeighedRun } from '#shared/refinement/evidence/measuredRun.ts'
import { spaceSize, type SpaceSize } from '#shared/refinement/size/spaceSize.ts'
import { weighConstraint, type ConstraintEvidence } from '#shared/refinement/evidence/weighConstraint.ts'

/** What the screen has computed in a worker. */
export type ExploreQuestion =
  | {
      readonly kind: 'lines'
      readonly networks: readonly Lined[]
      /** Of the part: the networks of two parts may be equal. */
      readonly part: number
    }
  | { readonly kind: 'weigh'; readonly runs: readonly WeighedRun[]; readonly kept: readonly boolean[] }
  | { readonly kind: 'sizes'; readonly before: DesignSpace; readonly after: DesignSpace; readonly regime: Regime }

/** A network with the line that was drawn for it, if one was. */
type Lined = Pick<MeasuredNetwork, 'network' | 'draw'>

/** The quantised line of a network: what the parameters of fittedParameters are read from. */
export interface Line {
  readonly fitError: number
  readonly initialWidth: number
  readonly widthSlope: number
  readonly widthMultiplier: number
}
export interface Sizes {
  readonly before: SpaceSize
  readonly after: SpaceSize
}
export type Weighed = Pick<ConstraintEvidence, 'status' | 'keptMinusAll'>

/** What the stream of resamples is for. */
const weighing = 5

export function answerExplore(question: ExploreQuestion): readonly Line[] | Weighed | Sizes {
  if (question.kind === 'lines') return question.networks.map(knownLine)
  if (question.kind === 'sizes') {
    const { before, after, regime } = question
    return { before: spaceSize(before, regime), after: spaceSize(after, regime) }
  }
  const kept = new Map(question.runs.map((run, i) => [run, question.kept[i]!]))
  const { status, keptMinusAll } = weighConstraint(
    question.runs,
    (run) => kept.get(run)!,
    stream(0, 'resample', weighing),
  )
  return { status, keptMinusAll }
}

function knownLine(lined: Lined): Line {
  const { initialWidth, widthSlope, widthMultiplier } = lineOf(lined)
  return { fitError: fittedLine(lined.network).fitError, initialWidth, widthSlope, widthMultiplier }
}
