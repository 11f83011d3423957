import type { Database } from 'better-sqlite3'
import { comparedSides, type ComparedSides } from '#shared/refinement/comparison/sides.ts'
import {
  decidedEarly,
  type EarlyDecision,
  type WatchedPopulation,
  type WatchedRun,
} from '#shared/refinement/stopping/decidedEarly.ts'
import { storedExclusion } from '#shared/sentences/exclusion.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { insertEvent } from '#main/store/tables/events.ts'
import { endPopulation, listUndecided, type Population } from '#main/store/tables/populations.ts'
import { excludeRuns } from '#main/store/tables/runNotes.ts'
import { listSpaces } from '#main/store/tables/spaces.ts'
import type { LabContext } from '../labContext.ts'
import { watchedPopulations, watchedRuns } from './watchedRuns.ts'

type Core = Pick<LabContext, 'db' | 'now' | 'queue'>
type Sides = ComparedSides<WatchedPopulation>

/** Why networks that were trained beyond an early end do not count. */
const beyondEnd = storedExclusion(sentence('beyondEnd'))

/**
 * Ends the populations all of whose comparisons are decided; to be called whenever a run has ended. Networks beyond the
 * look that decided the last of them are cancelled; those already trained or in training there are excluded, so that
 * what counts does not depend on how many train at once.
 */
export function endDecided(core: Core): void {
  // All are decided upon before any of them ends.
  const found = listUndecided(core.db).map((population) => ({
    population,
    decided: decisionsOn(core.db, population),
  }))
  for (const { population, decided } of found) if (decided.length > 0) end(core, population, decided)
}

interface DecidedPair {
  pair: Sides
  decision: EarlyDecision
}

/** The decisions on all comparisons of a population; none if one of them is open. */
function decisionsOn(db: Database, { id, studyId }: Population): DecidedPair[] {
  const runs = new Map<number, WatchedRun[]>()
  const runsOf = (population: WatchedPopulation): WatchedRun[] => {
    if (!runs.has(population.id)) runs.set(population.id, watchedRuns(db, population.id))
    return runs.get(population.id)!
  }
  const decided: DecidedPair[] = []
  for (const pair of comparisonsWith(db, id, studyId)) {
    const decision = decidedEarly(pair, runsOf)
    if (!decision) return []
    decided.push({ pair, decision })
  }
  return decided
}

function end({ db, now, queue }: Core, population: Population, decided: readonly DecidedPair[]): void {
  const { id, studyId, name, ending } = population
  const at = Math.max(...decided.map(({ decision }) => decision.at))
  const beyond = watchedRuns(db, id).filter(({ position }) => position >= at)
  const idsOf = (isChosen: (run: WatchedRun) => boolean) => beyond.filter(isChosen).map((run) => run.id)
  const nameOf = new Map(listSpaces(db, studyId).map((space) => [space.id, space.definition.name]))
  const said = decided.map(({ pair: { newer, older }, decision }) => ({
    ...{ newer: nameOf.get(newer.spaceId)!, older: nameOf.get(older.spaceId)! },
    ...{ verdict: decision.verdict, at: decision.at, beats: decision.beats },
  }))
  db.transaction(() => {
    endPopulation(db, population, at)
    const data = { populationId: id, name, count: at, planned: ending!.planned, decided: said }
    insertEvent(db, { studyId, kind: 'populationDecided', data, at: now() })
    const begun = idsOf(({ status }) => status !== 'cancelled' && !unbegun.has(status))
    const runIds = excludeRuns(db, begun, beyondEnd)
    if (runIds.length > 0) insertEvent(db, { kind: 'excluded', runIds, data: { reason: beyondEnd }, at: now() })
  })()
  const runIds = idsOf(({ status }) => status === 'running' || unbegun.has(status))
  if (runIds.length > 0) queue.cancel({ runIds })
}

/** States of runs that no trainer is working on and that have no outcome. */
const unbegun: ReadonlySet<string> = new Set(['queued', 'paused', 'interrupted'])

/** The comparisons of a study that a population is part of: with an ancestor, and of spaces that refine its own. */
function comparisonsWith(db: Database, id: number, studyId: number): Sides[] {
  const spaces = listSpaces(db, studyId)
  const populations = watchedPopulations(db, studyId)
  const isPart = ({ newer, older }: Sides) =>
    [newer, older].some((side) => side.populations.some((population) => population.id === id))
  return spaces
    .filter(({ trashedAt }) => trashedAt === null)
    .flatMap((space) => comparedSides(space.id, spaces, populations) ?? [])
    .filter(isPart)
}
