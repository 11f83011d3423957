import type { SpaceMark } from '#shared/charts/spaceMarks.ts'
import { compareSpaces, type SpaceComparison } from '#shared/refinement/comparison/compareSpaces.ts'
import { divergedReading, type DivergedReading } from '#shared/refinement/comparison/divergedRuns.ts'
import { stepVerdict, type StepVerdict } from '#shared/refinement/comparison/judgeStep.ts'
import { correctedVerdict, type CorrectedVerdict } from '#shared/refinement/tried/correctedVerdict.ts'
import type { TriedSide } from '#shared/refinement/tried/triedRefinements.ts'
import { comparisonLevel, sideEnding } from '#shared/refinement/stopping/looks.ts'
import { exclusionReasons, isCounted, isCountedDiverged } from '#shared/statistics/countedRun.ts'
import { edf, shareUpTo } from '#shared/statistics/edf.ts'
import { bandSides } from '#shared/statistics/ranges/bandSides.ts'
import { edfDifferenceBand, errorGrid, type Band } from '#shared/statistics/ranges/edfBand.ts'
import { statisticRanges, type StatisticRanges } from '#shared/statistics/ranges/statisticRanges.ts'
import { quantile } from '#shared/statistics/summary.ts'
import { markOfSpace } from './figureInput.ts'
import type { ReportedRun, ReportedSpace, ReportedTrial, StudyReport } from './studyReport.ts'

export interface AnalysedSpace {
  readonly space: ReportedSpace
  readonly mark: SpaceMark
  /** Finished runs that are not excluded, best first. */
  readonly finished: readonly FinishedRun[]
  /** Errors of the finished runs, in sample order. */
  readonly errors: readonly number[]
  readonly divergedCount: number
  readonly failedCount: number
  /** Excluded runs in any state, by reason; they enter no statistic. */
  readonly exclusions: readonly { readonly reason: string; readonly count: number }[]
  /** With 95 % ranges; undefined without a finished run. */
  readonly statistics: StatisticRanges | undefined
  /** Over all runs that are not excluded, including diverged and failed ones. */
  readonly medianFlops: number
  readonly medianParameters: number
  readonly medianActivations: number
}

export type FinishedRun = ReportedRun & { readonly errorPercent: number }

export interface AnalysedPair {
  readonly newer: AnalysedSpace
  readonly older: AnalysedSpace
  /** The numbers shown in the window, and the wizard's verdict on them. */
  readonly comparison: SpaceComparison
  /** The share of wrong verdicts that the comparison may give; see comparisonLevel. */
  readonly level: number
  readonly verdict: StepVerdict
  /** The verdict corrected for all refinements that the study has tried; undefined if this is the only one, or is none. */
  readonly corrected: CorrectedVerdict | undefined
  /** What diverged runs would change; null if there are none. */
  readonly diverged: DivergedReading | null
  /** Shares of new and old at or below the error of the widest gap. */
  readonly sharesAtGap: readonly [newer: number, older: number]
  readonly difference: Band
  /** Spans of error, in percent, where the entire 95 % band lies above zero (new ahead) or below (old ahead). */
  readonly newerAhead: readonly (readonly [number, number])[]
  readonly olderAhead: readonly (readonly [number, number])[]
}

export interface Analysis {
  readonly spaces: readonly AnalysedSpace[]
  /** The newest space against the one it refines; see headlineSides. */
  readonly headline: AnalysedPair | undefined
  /** Each space with finished runs against its reference. */
  readonly steps: readonly AnalysedPair[]
}

/** Every number shown in a report, computed from its runs. */
export function analyse(report: StudyReport): Analysis {
  const markOf = markOfSpace(report)
  const spaces = report.spaces.map((space) => analyseSpace(space, markOf(space)))
  const measured = (id: string | null | undefined) =>
    spaces.find(({ space, errors }) => space.id === id && errors.length > 0)
  const [newer, older] = [measured(report.headline?.newer), measured(report.headline?.older)]
  const pairOf = (one: AnalysedSpace, other: AnalysedSpace) => analysePair(one, other, report.tried ?? [])
  return {
    spaces,
    headline: newer && older ? pairOf(newer, older) : undefined,
    steps: spaces.flatMap((entry) => {
      const reference = entry.errors.length > 0 ? measured(entry.space.comparedWith) : undefined
      return reference ? [pairOf(entry, reference)] : []
    }),
  }
}

function analyseSpace(space: ReportedSpace, mark: SpaceMark): AnalysedSpace {
  const judged = space.runs.filter(({ exclusion, repeats }) => exclusion === null && !repeats)
  const inOrder = judged.filter((run): run is FinishedRun => isCounted(run))
  const finished = inOrder.toSorted((a, b) => a.errorPercent - b.errorPercent)
  const errors = inOrder.map((run) => run.errorPercent)
  const median = (key: 'flops' | 'parameters' | 'activations') =>
    judged.length > 0
      ? quantile(
          judged.map((run) => run[key]),
          0.5,
        )
      : 0
  return {
    space,
    mark,
    finished,
    errors,
    divergedCount: judged.filter(isCountedDiverged).length,
    failedCount: judged.filter((run) => run.status === 'failed').length,
    exclusions: exclusionReasons(space.runs),
    statistics: errors.length > 0 ? statisticRanges(errors) : undefined,
    medianFlops: median('flops'),
    medianParameters: median('parameters'),
    medianActivations: median('activations'),
  }
}

const endingOf = ({ space }: AnalysedSpace) => ({ ending: sideEnding(space.populations) })

function analysePair(newer: AnalysedSpace, older: AnalysedSpace, tried: readonly ReportedTrial[]): AnalysedPair {
  const grid = errorGrid([newer.errors, older.errors])
  const difference = edfDifferenceBand(newer, older, grid)
  const level = comparisonLevel(endingOf(newer), endingOf(older))
  const comparison = compareSpaces(newer.errors, older.errors, level)
  const { at } = comparison.kolmogorovSmirnov
  const verdict = stepVerdict(comparison)
  const ahead = bandSides(difference)
  return {
    newer,
    older,
    comparison,
    level,
    verdict,
    corrected: correctedFor(tried, newer, older),
    diverged: divergedReading(newer, older, { finished: verdict, level }),
    sharesAtGap: [shareUpTo(edf(newer.errors), at), shareUpTo(edf(older.errors), at)],
    difference,
    newerAhead: ahead.above,
    olderAhead: ahead.below,
  }
}

/** The verdict on a space that refines the other, both trained alike, corrected for all that were tried. */
function correctedFor(
  tried: readonly ReportedTrial[],
  newer: AnalysedSpace,
  older: AnalysedSpace,
): CorrectedVerdict | undefined {
  const own = tried.findIndex(({ space }) => space === newer.space.spaceName)
  if (!tried[own]?.refines.includes(older.space.spaceName) || newer.space.group !== older.space.group) return undefined
  const [one, other] = [newer, older].map((side) => ({ errors: side.errors, ...endingOf(side) })) as [
    TriedSide,
    TriedSide,
  ]
  return correctedVerdict(
    own,
    { newer: one, older: other },
    tried.map(({ p }, spaceId) => ({ spaceId, p })),
  )
}
