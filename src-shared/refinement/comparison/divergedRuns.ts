import { withDivergedAsWorst } from '#shared/statistics/diverged.ts'
import { meanOf } from '#shared/statistics/summary.ts'
import { spaceVerdict } from './compareSpaces.ts'
import { stepVerdict, type StepVerdict } from './judgeStep.ts'

/** The errors of a population's finished networks, in percent, and how many of its networks diverged. */
export interface CountedErrors {
  readonly errors: readonly number[]
  readonly divergedCount: number
}

/** Mean of new minus mean of old, in points. */
export interface DivergedDifferences {
  /** Of finished networks. */
  readonly finished: number
  /** Diverged networks counted with the highest error that was measured in either population. */
  readonly atHighest: number
  /** Diverged networks counted as 100 % error. */
  readonly counted: number
}

/** What becomes of an answer on finished networks when those that diverged count. */
export interface DivergedReading {
  /** Diverged networks of the new and of the old population. */
  readonly newer: number
  readonly older: number
  readonly differences: DivergedDifferences
  /** With each of them counted as 100 % error. */
  readonly verdict: StepVerdict
  /** Whether that verdict is another one than that on finished networks. */
  readonly turnsVerdict: boolean
  /**
   * Whether the sign of the difference of means is another one, or none, for some error of theirs: the highest measured,
   * 100 %, or anything between.
   */
  readonly turnsSign: boolean
  /** Either: then it is told before the answer. */
  readonly matters: boolean
}

/**
 * What diverged networks make of the verdict on two populations and of the sign of their difference, beside `finished`,
 * the verdict on finished networks alone (judged here unless given); null where none diverged or a population has no
 * finished network. A population all of whose networks diverged has no answer to turn: see `whollyUnfinished`.
 */
export function divergedReading(
  newer: CountedErrors,
  older: CountedErrors,
  { finished }: { readonly finished?: StepVerdict } = {},
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
  const verdict = verdictOn(counted)
  const turnsVerdict = verdict !== (finished ?? verdictOn(plain))
  // Of an error between the two the difference lies between theirs: it is linear in that error.
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

const verdictOn = ([newer, older]: readonly [readonly number[], readonly number[]]): StepVerdict =>
  stepVerdict({ ...spaceVerdict(newer, older), newer: { n: newer.length }, older: { n: older.length } })

/** Whether a population has networks that were brought to an end, and none of them finished. */
export const whollyUnfinished = (finishedCount: number, endedCount: number): boolean =>
  endedCount > 0 && finishedCount === 0
