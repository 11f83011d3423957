import type { Database } from 'better-sqlite3'
import type { HalvingState } from '#shared/contract/populations.ts'
import { droppedAfter, rungsOf, type HalvedRun } from '#shared/refinement/stopping/halving.ts'
import { isDropped, storedExclusion } from '#shared/sentences/exclusion.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { rungEpochs } from '#shared/training/halving.ts'
import { errorsAfter } from '#main/store/tables/epochs.ts'
import { insertEvent } from '#main/store/tables/events.ts'
import { getPopulation, type Population } from '#main/store/tables/populations.ts'
import { excludeRuns } from '#main/store/tables/runNotes.ts'
import { getRun } from '#main/store/tables/runs.ts'
import type { LabContext } from '../labContext.ts'
import { watchedRuns } from './watchedRuns.ts'

type Core = Pick<LabContext, 'db' | 'now' | 'queue'>

const unended: ReadonlySet<string> = new Set(['queued', 'running', 'paused', 'interrupted'])

interface HalvedRow extends HalvedRun {
  readonly id: number
}

/** The runs of a population with their errors at its rungs; undefined if it drops none. */
function halvedRuns(db: Database, { id, plan }: Population): { epochs: number[]; runs: HalvedRow[] } | undefined {
  if (!plan.halving) return undefined
  const epochs = rungEpochs(plan.halving, plan.recipe)
  const errors = errorsAfter(db, id, epochs)
  const runs = watchedRuns(db, id).map((run) => ({
    ...run,
    early: epochs.map((epoch) => errors.get(run.id)?.get(epoch) ?? null),
  }))
  return { epochs, runs }
}

/** How far a population that drops its worst networks has come. */
export function halvingOf(db: Database, population: Population): HalvingState {
  const found = halvedRuns(db, population)
  if (!found) return { rungs: null, dropped: 0 }
  return {
    rungs: rungsOf(population.plan.halving!, found.epochs, found.runs) ?? null,
    dropped: found.runs.filter(({ exclusion }) => isDropped(exclusion)).length,
  }
}

/**
 * Drops the worst networks of a run's population as far as they have come; to be called whenever a run has reported an `epoch`,
 * counted from 0, or has ended. A network that came further before that was known, or finished, is dropped as well, so that what counts depends
 * on errors alone. Its epochs stay.
 */
export function dropWorst(
  { db, now, queue }: Core,
  { runId, epoch: reported }: { runId: number; epoch?: number },
): void {
  const population = getPopulation(db, getRun(db, runId).populationId)
  const { halving, recipe } = population.plan
  if (!halving || (reported !== undefined && !rungEpochs(halving, recipe).includes(reported + 1))) return
  const found = halvedRuns(db, population)!
  const rungs = rungsOf(halving, found.epochs, found.runs)
  if (!rungs) return
  const dropped = found.runs.flatMap((run) => {
    const epoch = droppedAfter(run, rungs, halving)
    const isOpen = run.exclusion === null || (isDropped(run.exclusion) && unended.has(run.status))
    return epoch !== undefined && isOpen ? [{ ...run, epoch }] : []
  })
  db.transaction(() => {
    for (const [epoch, runs] of Map.groupBy(dropped, (run) => run.epoch)) {
      const reason = storedExclusion(sentence('droppedAfter', { epoch, epochs: recipe.epochs }))
      const ids = excludeRuns(
        db,
        runs.map(({ id }) => id),
        reason,
      )
      if (ids.length > 0) insertEvent(db, { kind: 'excluded', runIds: ids, data: { reason }, at: now() })
    }
  })()
  const runIds = dropped.filter(({ status }) => unended.has(status)).map(({ id }) => id)
  if (runIds.length > 0) queue.cancel({ runIds })
}
