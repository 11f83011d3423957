import { beatsP } from '#shared/statistics/ranges/beatsRange.ts'
import { fewestRunsForVerdict } from '../comparison/decision.ts'
import { pooledSide } from '../comparison/pooledSide.ts'
import { comparedSides, type SidePopulation, type SideSpace } from '../comparison/sides.ts'
import type { CountedRun } from '../comparison/speakingRuns.ts'
import { missed } from '#shared/statistics/ranges/interval.ts'
import { correctableLevel, type SideEnding } from '../stopping/looks.ts'

/** A refinement of a study that a population has put to the test. */
export interface TriedRefinement {
  /** The refined space. */
  readonly spaceId: number
  /** See triedP. */
  readonly p: number
}

/** A side of a comparison: errors in percent, and how its size came about. */
export interface TriedSide {
  readonly errors: readonly number[]
  readonly ending?: SideEnding
}

/**
 * The p-value of one comparison, in [0, 1]: that of beatsP, and where populations may end early larger by as much as their
 * comparison has less than 5 % of wrong verdicts, so that it is one at every level, which a correction asks for.
 */
export const triedP = (newer: TriedSide, older: TriedSide): number =>
  Math.min(1, (missed / correctableLevel(newer, older)) * beatsP(newer, older))

/** Whether the sides have the runs that a verdict takes. */
export const isTried = (newer: TriedSide, older: TriedSide): boolean =>
  Math.min(newer.errors.length, older.errors.length) >= fewestRunsForVerdict

/**
 * The refinements of a study that were compared with a space above theirs by enough runs for a verdict, whatever was decided
 * about them, in the order of the spaces. Those in the trash, or whose populations are, have been tried as well.
 */
export function triedRefinements<P extends SidePopulation>(
  spaces: readonly SideSpace[],
  populations: readonly P[],
  rowsOf: (population: P) => readonly CountedRun[],
): TriedRefinement[] {
  const [allSpaces, allPopulations] = [untrashed(spaces), untrashed(populations)]
  const isLiving = new Map(spaces.map(({ id, trashedAt }) => [id, trashedAt === null]))
  return spaces.flatMap(({ id }) => {
    const sides =
      (isLiving.get(id) ? comparedSides(id, spaces, populations) : undefined) ??
      comparedSides(id, allSpaces, allPopulations)
    if (!sides) return []
    const [newer, older] = [pooledSide(sides.newer, rowsOf), pooledSide(sides.older, rowsOf)]
    return isTried(newer, older) ? [{ spaceId: id, p: triedP(newer, older) }] : []
  })
}

const untrashed = <T extends { readonly trashedAt: number | null }>(rows: readonly T[]): T[] =>
  rows.map((row) => ({ ...row, trashedAt: null }))
