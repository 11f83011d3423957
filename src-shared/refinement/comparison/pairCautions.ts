import { atChance, type AtChance, type ChanceContext } from './chanceLevel.ts'
import { divergedReading, type DivergedReading } from './divergedRuns.ts'

/** A side of a comparison as far as it decides what is said before the answer. */
export interface AnsweredSide {
  /** Of its runs that count, percent. */
  readonly errors: readonly number[]
  /** How many of its networks diverged. */
  readonly diverged: number
  readonly measuredOn: ChanceContext
}

/** What has to be said before an answer about a pair, and what bears on a decision about it. */
export interface PairCautions {
  /** Null: its errors are better than those of guessing. */
  readonly chance: { readonly newer: AtChance | null; readonly older: AtChance | null }
  /** What diverged networks make of the answer; null where none diverged. */
  readonly diverged: DivergedReading | null
}

/** The cautions about a pair: the same wherever it is answered. */
export const pairCautions = (newer: AnsweredSide, older: AnsweredSide): PairCautions => ({
  chance: { newer: atChance(newer.errors, newer.measuredOn), older: atChance(older.errors, older.measuredOn) },
  diverged: divergedReading(counted(newer), counted(older)),
})

const counted = ({ errors, diverged }: AnsweredSide) => ({ errors, divergedCount: diverged })
