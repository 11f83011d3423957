import { whollyUnfinished } from '#shared/refinement/comparison/divergedRuns.ts'
import type { AnalysedPair, AnalysedSpace, FinishedRun } from '../analysis.ts'
import type { StudyReport } from '../studyReport.ts'
import type { ReportTexts } from '../texts/reportTexts.ts'

/** The facts that sentences may refer to. */
export interface Claimed {
  readonly report: StudyReport
  readonly spaces: readonly AnalysedSpace[]
  /** Those with a finished run. */
  readonly measured: readonly AnalysedSpace[]
  readonly pair: AnalysedPair | undefined
  readonly isBetweenSpaces: boolean
  /** A run with the lowest error of all. */
  readonly best: { readonly run: FinishedRun; readonly home: AnalysedSpace } | undefined
  /** How many runs have that error. */
  readonly bestCount: number
}

/** A sentence and the condition under which it appears. */
export interface Claim {
  readonly id: string
  readonly holds: (facts: Claimed) => boolean
  readonly say: (facts: Claimed, texts: ReportTexts) => string
}

type PairSentence = (pair: AnalysedPair, texts: ReportTexts, facts: Claimed) => string

/** A claim about the compared pair. */
export const pairClaim = (id: string, holds: (pair: AnalysedPair) => boolean, say: PairSentence): Claim => ({
  id,
  holds: ({ pair }) => pair !== undefined && holds(pair),
  say: (facts, texts) => say(facts.pair!, texts, facts),
})

/** Name of a space or population. */
export const nameOf = ({ space }: AnalysedSpace): string => space.name

/** The names of a pair, as values of its sentences. */
export const namesOf = ({ newer, older }: Pick<AnalysedPair, 'newer' | 'older'>): { newer: string; older: string } => ({
  newer: nameOf(newer),
  older: nameOf(older),
})

/** Number of runs that ended: finished, diverged or failed. */
export const endedCount = ({ errors, divergedCount, failedCount }: AnalysedSpace): number =>
  errors.length + divergedCount + failedCount

/** Whether the worst networks of a space were dropped early. */
export const isHalvedSpace = ({ space }: AnalysedSpace): boolean =>
  space.populations.some(({ halving }) => halving !== undefined)

/** The spaces of which runs ended, but none finished. */
export const unfinished = ({ spaces }: Claimed): readonly AnalysedSpace[] =>
  spaces.filter((space) => whollyUnfinished(space.errors.length, endedCount(space)))

/** How the runs of an unfinished space ended. */
export function endedText({ space: { name }, divergedCount, failedCount }: AnalysedSpace, { t }: ReportTexts): string {
  if (failedCount === 0) return t('reportClaims.allDiverged', { count: divergedCount, name })
  return divergedCount === 0
    ? t('reportClaims.allFailed', { count: failedCount, name })
    : t('reportClaims.noneFinished', { name, diverged: divergedCount, failed: failedCount })
}
