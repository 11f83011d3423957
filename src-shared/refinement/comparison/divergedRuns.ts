import { withDivergedAsWorst } from '#shared/statistics/diverged.ts'
import { meanOf } from '#shared/statistics/summary.ts'
import { spaceVerdict } from './compareSpaces.ts'
import { stepVerdict, type StepVerdict } from './judgeStep.ts'

/** The errors of a population's finished networks in percent, and the number of its diverged networks. */
export interface CountedErrors {
  readonly errors: readonly number[]
  readonly divergedCount: number
}

/** Mean of new minus mean of old, in percentage points. */
export interface DivergedDifferences {
  /** Finished networks only. */
  readonly finished: number
  /** Counting diverged networks with the highest error measured in either population. */
  readonly atHighest: number
  /** Counting diverged networks as 100 % error. */
  readonly counted: number
}

/** How an answer about finished networks changes if diverged networks count. */
export interface DivergedReading {
  /** Number of diverged networks in the new and in the old population. */
  readonly newer: number
  readonly older: number
  readonly differences: DivergedDifferences
  /** The verdict with each diverged network counted as 100 % error. */
  readonly verdict: StepVerdict
  /** Whether that verdict differs from the one on finished networks. */
  readonly turnsVerdict: boolean
  /**
   * Whether the difference of means changes its sign, or becomes zero, for some error of the diverged networks between
   * the highest measured and 100 %.
   */
  readonly turnsSign: boolean
  /** Whether either changes; the reading is then shown before the answer. */
  readonly matters: boolean
}

/**
 * How diverged networks change the verdict on two populations and the sign of their difference. `finished` is the
 * verdict on finished networks alone (computed if omitted), `level` as for compareSpaces. Null if none diverged or a population has no finished
 * network; for populations whose networks all diverged see `whollyUnfinished`.
 */
export function divergedReading(
  newer: CountedErrors,
  older: CountedErrors,
  { finished, level }: { readonly finished?: StepVerdict; readonly level?: number | undefined } = {},
): DivergedReading | null {
  if (newer.divergedCount + older.divergedCount === 0) return null
  if (newer.errors.length === 0 || older.errors.length === 0) return null
  const countedAs = (error: number) =>
    [newer, older].map(({ errors, divergedCount }) => withDivergedAsWorst(errors, divergedCount, error)) as [
      readonly number[],
      readonly number[],
    ]
  const difference = ([a, b]: readonly [readonly number[], readonly number[]]) => meanOf(a) - meanOf(b)
  const plain = [newer.errors, older.errors] as const
  const counted = countedAs(100)
  const differences = {
    finished: difference(plain),
    atHighest: difference(countedAs(Math.max(...newer.errors, ...older.errors))),
    counted: difference(counted),
  }
  const verdict = verdictOn(counted, level)
  const turnsVerdict = verdict !== (finished ?? verdictOn(plain, level))
  // The difference is linear in that error, so intermediate errors give intermediate differences.
  const turnsSign = [differences.atHighest, differences.counted].some(
    (other) => Math.sign(other) !== Math.sign(differences.finished),
  )
  return {
    newer: newer.divergedCount,
    older: older.divergedCount,
    differences,
    verdict,
    turnsVerdict,
    turnsSign,
    matters: turnsVerdict || turnsSign,
  }
}

const verdictOn = (
  [newer, older]: readonly [readonly number[], readonly number[]],
  level: number | undefined,
): StepVerdict =>
  stepVerdict({ ...spaceVerdict(newer, older, level), newer: { n: newer.length }, older: { n: older.length } })

/** Whether networks of a population ended but none finished. */
export const whollyUnfinished = (finishedCount: number, endedCount: number): boolean =>
  endedCount > 0 && finishedCount === 0
