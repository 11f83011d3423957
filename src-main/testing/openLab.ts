import type { EventData } from '#shared/contract/events.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { createLab as createBareLab, type LabOptions } from '#main/lab.ts'
import { fullPath } from '#main/scheduler/runFiles.ts'
import { populationDigest, studyDigest } from '#main/services/studies/digests.ts'
import { keepWeights } from '#main/services/runs/keepWeights.ts'
import { addPopulation, type NewPopulation } from '#main/services/populations/populations.ts'
import { runsWithEpochs, runWithEpochs } from '#main/services/runs/runs.ts'
import { addLineage, createStudy, note } from '#main/services/studies/studies.ts'
import { lastEventId, listEvents } from '#main/store/tables/events.ts'
import { findPopulation, getPopulation, listPopulations } from '#main/store/tables/populations.ts'
import { countRuns, getRun } from '#main/store/tables/runs.ts'
import { changeRuns } from '#main/store/tables/runTransitions.ts'
import type { Scope } from '#main/store/tables/scope.ts'
import { readStepLosses } from '#main/store/tables/steps.ts'
import { findStudy, listStudies, type NewStudy } from '#main/store/tables/studies.ts'

/** A lab with access to its internals, as createLab here returns it. */
export type Lab = Awaited<ReturnType<typeof createLab>>

/**
 * A lab for tests of internals: inserts and reads rows as stored, without the data sets and sampling that the contract
 * requires.
 */
export async function createLab(options: LabOptions) {
  const lab = await createBareLab(options)
  const { core } = lab
  const { db, folder, now, environment, queue, feed, health } = core

  /** Runs a user's request; disk errors become user-facing messages. */
  const request = <A extends unknown[], R>(act: (...args: A) => R) => {
    return (...args: A): R => {
      try {
        return act(...args)
      } catch (error) {
        throw health.explain(error)
      } finally {
        feed.changed()
      }
    }
  }

  return {
    ...lab,

    createStudy: request((study: Omit<NewStudy, 'createdAt'>) => createStudy(db, study, now())),
    /** Adds spaces that each refine the previous one and returns their ids; see addLineage. */
    addLineage: request((studyId: number, spaces: readonly DesignSpace[]) =>
      addLineage(
        db,
        studyId,
        spaces.map((definition) => ({ definition })),
        now(),
      ),
    ),
    studies: () => listStudies(db),
    findStudy: (name: string) => findStudy(db, name),
    /** Writes a note into a study's log. */
    note: request((studyId: number, data: EventData<'note'>) => note(db, studyId, data, now())),
    /** SHA-256 over the populations' digests; null while runs are open. */
    studyDigest: (studyId: number) => studyDigest(db, studyId),

    /** Adds a population and returns its id; its runs are queued. */
    addPopulation: request((population: NewPopulation) => {
      const id = addPopulation(db, population, environment, now())
      queue.wake()
      return id
    }),
    populations: (studyId: number) => listPopulations(db, studyId),
    population: (id: number) => getPopulation(db, id),
    findPopulation: (studyId: number, name: string) => findPopulation(db, studyId, name),
    /** SHA-256 over the runs' digests in sample order; null while runs are open. */
    populationDigest: (populationId: number) => populationDigest(db, populationId),

    runs: (populationId: number) => runsWithEpochs(db, { populationId }),
    run: (runId: number) => runWithEpochs(db, runId),
    /** The training losses of every step so far. */
    stepLosses: (runId: number) => readStepLosses(db, runId),
    /** Path of a run's final weights; null if not kept. */
    weightsFile(runId: number): string | null {
      const { weightsPath } = getRun(db, runId)
      return weightsPath === null ? null : fullPath(folder, weightsPath, runId)
    },
    /** Keeps a run's weights whatever its rank. */
    pin: request((runId: number, pinned: boolean) => {
      const { status } = getRun(db, runId)
      changeRuns(db, { runId }, [status], { pinned })
    }),
    prioritise: request((scope: Scope, priority: number) => {
      changeRuns(db, scope, ['queued', 'paused', 'interrupted'], { priority })
      queue.wake()
    }),

    /** Starts the queue, also after a fault. Runs added later are included. */
    start: request(() => queue.start()),
    /** Stops the queue; running runs write a checkpoint and keep their position. */
    stop: request(() => queue.stop()),
    pause: request((scope: Scope = {}) => queue.pause(scope)),
    resume: request((scope: Scope = {}) => queue.resume(scope)),
    cancel: request((scope: Scope = {}) => queue.cancel(scope)),
    retry: request((scope: Scope) => queue.retry(scope)),
    startOver: request((scope: Scope) => queue.startOver(scope)),
    /** Pins a finished run's weights, retraining it if they were not kept or are damaged. */
    restoreWeights: (runId: number) => keepWeights(core, runId),
    waitUntilIdle: () => queue.waitUntilIdle(),
    status: (scope: Scope = {}) => ({
      isRunning: queue.isRunning,
      fault: queue.fault?.message ?? null,
      runs: countRuns(db, scope),
    }),

    /** The id of the last event: the version of everything stored. */
    version: () => lastEventId(db),
    /** At most `limit` events after `cursor`; the last one's id is the next cursor. */
    since: (cursor: number, limit: number) => listEvents(db, cursor, limit),
    subscribe: feed.subscribe,
  }
}
