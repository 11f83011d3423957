import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { measuredOnOf, type ChanceContext } from '../comparison/chanceLevel.ts'
import { spaceVerdict } from '../comparison/compareSpaces.ts'
import { pairCautions } from '../comparison/pairCautions.ts'
import { pooledSide } from '../comparison/pooledSide.ts'
import type { ComparedSides, Side, SidePopulation } from '../comparison/sides.ts'
import type { CountedRun } from '../comparison/speakingRuns.ts'
import { levelOfLook, looks } from './looks.ts'

/** A population with what looks at it depend on. */
export interface WatchedPopulation extends SidePopulation {
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly ending: { readonly planned: number; readonly endedAt: number | null } | null
  readonly measuredOn: ChanceContext
}

/** A run in sample order, reduced to what looks depend on. */
export interface WatchedRun extends CountedRun {
  readonly finishedAt: number | null
}

/** A comparison that a look has decided. */
export interface EarlyDecision {
  readonly verdict: 'better' | 'worse'
  /** Number of networks, from the start of its sample, that each side had. */
  readonly at: number
  /** P(new beats old) at that look, with the range that decided. */
  readonly beats: Interval
}

const open: ReadonlySet<string> = new Set(['queued', 'running', 'paused', 'interrupted'])
const isOver = ({ status }: WatchedRun): boolean => !open.has(status)

/**
 * The first look that decides a comparison whose newer side may end early; undefined if none has so far. A look is at
 * the first networks of each sample, in sample order, once all of them are over, so that it depends neither on how
 * many train at once nor on which are quick. A population that was over before the newest of the pair was added counts
 * in full. A look decides only if neither side could be guessing and diverged networks would not change the answer.
 */
export function decidedEarly<P extends WatchedPopulation>(
  { newer, older }: ComparedSides<P>,
  runsOf: (population: P) => readonly WatchedRun[],
): EarlyDecision | undefined {
  const planned = newer.populations.findLast(({ ending }) => ending !== null)?.ending?.planned
  if (planned === undefined) return undefined
  const newest = Math.max(...[newer, older].flatMap(({ populations }) => populations.map(({ createdAt }) => createdAt)))
  const wasOver = (population: P) =>
    population.createdAt < newest && runsOf(population).every((run) => isOver(run) && (run.finishedAt ?? 0) <= newest)
  const counts = looks(planned)
  for (const at of counts) {
    const firstOf = (population: P) => runsOf(population).filter(({ position }) => wasOver(population) || position < at)
    if (![newer, older].every(({ populations }) => populations.flatMap(firstOf).every(isOver))) return undefined
    const found = decisionOf(sideOf(newer, firstOf), sideOf(older, firstOf), levelOfLook(counts.length))
    if (found) return { ...found, at }
  }
  return undefined
}

const sideOf = <P extends WatchedPopulation>(side: Side<P>, rowsOf: (population: P) => readonly WatchedRun[]) => ({
  ...pooledSide(side, rowsOf),
  measuredOn: measuredOnOf(side.populations),
})

function decisionOf(
  newer: ReturnType<typeof sideOf>,
  older: ReturnType<typeof sideOf>,
  level: number,
): Omit<EarlyDecision, 'at'> | undefined {
  if (newer.errors.length === 0 || older.errors.length === 0) return undefined
  const { verdict, beats } = spaceVerdict(newer.errors, older.errors, level)
  if (verdict === 'undecided') return undefined
  const { chance, diverged } = pairCautions(newer, older, level)
  const isUnsure = diverged?.matters || [chance.newer, chance.older].some((found) => found?.extent === 'all')
  return isUnsure ? undefined : { verdict, beats }
}
