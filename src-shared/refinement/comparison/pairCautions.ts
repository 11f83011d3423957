import { atChance, type AtChance, type ChanceContext } from './chanceLevel.ts'
import { comparisonLevel, type SideEnding } from '../stopping/looks.ts'
import { divergedReading, type DivergedReading } from './divergedRuns.ts'

/** A side of a comparison, reduced to what the cautions depend on. */
export interface AnsweredSide {
  /** Errors in percent of its counted runs. */
  readonly errors: readonly number[]
  /** Number of its diverged networks. */
  readonly diverged: number
  readonly measuredOn: ChanceContext
  /** Absent: none of its populations may end early. */
  readonly ending?: SideEnding
}

/** Cautions stated before an answer about a pair, which also affect a decision about it. */
export interface PairCautions {
  /** Null per side if its errors are better than guessing. */
  readonly chance: { readonly newer: AtChance | null; readonly older: AtChance | null }
  /** How diverged networks change the answer; null if none diverged. */
  readonly diverged: DivergedReading | null
}

/** The cautions about a pair, the same wherever it is compared; `level` as for compareSpaces. */
export const pairCautions = (
  newer: AnsweredSide,
  older: AnsweredSide,
  level: number = comparisonLevel(newer, older),
): PairCautions => ({
  chance: { newer: atChance(newer.errors, newer.measuredOn), older: atChance(older.errors, older.measuredOn) },
  diverged: divergedReading(counted(newer), counted(older), { level }),
})

const counted = ({ errors, diverged }: AnsweredSide) => ({ errors, divergedCount: diverged })
