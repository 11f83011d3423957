import { withDivergedAsWorst } from '#shared/statistics/diverged.ts'
import { meanOf } from '#shared/statistics/summary.ts'
import { compareSpaces } from './compareSpaces.ts'
import { defaultTolerance } from './decision.ts'
import { stepVerdict, type StepVerdict } from './judgeStep.ts'

/** The errors of a population's finished networks, in percent, and how many of its networks diverged. */
export interface CountedErrors {
  readonly errors: readonly number[]
  readonly divergedCount: number
}

/** What becomes of a verdict on finished networks when those that diverged count as 100 % error. */
export interface DivergedReading {
  /** Diverged networks of the new and of the old population. */
  readonly newer: number
  readonly older: number
  /** Mean of new minus mean of old, diverged networks counted, in points. */
  readonly meanDifference: number
  readonly verdict: StepVerdict
  /** Whether counting them gives another verdict: then the verdict is to be told with this one. */
  readonly matters: boolean
}

/**
 * The verdict on two populations when every diverged network counts as 100 % error, beside `finished`, the one on
 * finished networks alone (judged here unless given); null where none diverged or a population has no finished network.
 * A population all of whose networks diverged has no verdict to turn: see `whollyUnfinished`.
 */
export function divergedReading(
  newer: CountedErrors,
  older: CountedErrors,
  { finished, tolerance }: { readonly finished?: StepVerdict; /** In points. */ readonly tolerance?: number } = {},
): DivergedReading | null {
  if (newer.divergedCount + older.divergedCount === 0) return null
  if (newer.errors.length === 0 || older.errors.length === 0) return null
  const within = tolerance ?? defaultTolerance(older.errors)
  const counted = [newer, older].map(({ errors, divergedCount }) => withDivergedAsWorst(errors, divergedCount))
  const [newErrors, oldErrors] = counted as [readonly number[], readonly number[]]
  const verdict = stepVerdict(compareSpaces(newErrors, oldErrors), within)
  return {
    newer: newer.divergedCount,
    older: older.divergedCount,
    meanDifference: meanOf(newErrors) - meanOf(oldErrors),
    verdict,
    matters: verdict !== (finished ?? stepVerdict(compareSpaces(newer.errors, older.errors), within)),
  }
}

/** Whether a population has networks that were brought to an end, and none of them finished. */
export const whollyUnfinished = (finishedCount: number, endedCount: number): boolean =>
  endedCount > 0 && finishedCount === 0
