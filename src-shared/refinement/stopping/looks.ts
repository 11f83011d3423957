import { missed } from '#shared/statistics/ranges/interval.ts'
import { fewestRunsForVerdict } from '../comparison/decision.ts'

/** The share of wrong verdicts that all looks before the end may give together. */
export const missedByLooks = 0.01

/** Number of parts into which looks divide a population. */
const parts = 10

/**
 * After how many networks a population of `planned` is looked at before its end, ascending: at every tenth of them, from
 * the fewest that can give a verdict.
 */
export function looks(planned: number): number[] {
  const tenths = Array.from({ length: parts - 1 }, (_, i) => Math.ceil((planned * (i + 1)) / parts))
  return [...new Set(tenths)].filter((count) => count >= fewestRunsForVerdict && count < planned)
}

/**
 * The share of wrong verdicts that one of `count` looks may give. The looks divide theirs equally, so by Bonferroni's
 * inequality they keep it however they depend on each other.
 */
export const levelOfLook = (count: number): number => missedByLooks / count

/** A population, reduced to what the level of its comparisons depends on; see Ending of the contract. */
interface Ending {
  readonly ending?: { readonly endedAt: number | null } | null
}

/** How the size of a side of a comparison came about. */
export interface SideEnding {
  /** Whether a population of it may end, or has ended, once its comparisons are decided. */
  readonly isWatched: boolean
  /** Whether one has ended so. */
  readonly isEnded: boolean
}

/** How the size of a side came about, from its populations. */
export const sideEnding = (populations: readonly Ending[]): SideEnding => ({
  isWatched: populations.some(({ ending }) => !!ending),
  isEnded: populations.some(({ ending }) => !!ending && ending.endedAt !== null),
})

/** A side of a comparison; without an ending, none of its populations may end early. */
interface EndingSide {
  readonly ending?: SideEnding
}

/**
 * The share of wrong verdicts that a comparison may give outside looks, so that looks and comparison together give at
 * most 5 %. The looks at the newer side take `missedByLooks` of it. An older side that has ended takes as much again:
 * the errors that ended it are those that favour it, or not, in a later comparison (docs/method.md, Ending early).
 */
export function comparisonLevel(newer: EndingSide, older: EndingSide): number {
  return missed - (newer.ending?.isWatched ? missedByLooks : 0) - (older.ending?.isEnded ? missedByLooks : 0)
}

/**
 * The share of the 5 % of wrong verdicts by which a p-value of the comparison is to be divided to be one at every level, not
 * only at 5 %, where its populations may end early. A newer side that has ended was decided by a look, and may have been by
 * any: its share is that of one of the most looks there are.
 */
export const correctableLevel = (newer: EndingSide, older: EndingSide): number =>
  newer.ending?.isEnded ? levelOfLook(parts - 1) : comparisonLevel(newer, older)
