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

/** A lab with what lies behind its contract in reach, as createLab here gives it. */
export type Lab = Awaited<ReturnType<typeof createLab>>

/**
 * A lab as tests of what lies behind the contract need it: rows are put into it and read from it as they are stored, without the
 * data sets and the sampling that the contract asks for.
 */
export async function createLab(options: LabOptions) {
  const lab = await createBareLab(options)
  const { core } = lab
  const { db, folder, now, environment, queue, feed, health } = core

  /** Runs a request of the user's; trouble with the disk reaches him as a sentence. */
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
    /** The ids of spaces that each refine the one before it; see addLineage. */
    addLineage: request((studyId: number, spaces: readonly DesignSpace[]) => addLineage(db, studyId, spaces, now())),
    studies: () => listStudies(db),
    findStudy: (name: string) => findStudy(db, name),
    /** Writes a line into a study's log. */
    note: request((studyId: number, data: EventData<'note'>) => note(db, studyId, data, now())),
    /** SHA-256 over the populations' digests; null while runs are open. */
    studyDigest: (studyId: number) => studyDigest(db, studyId),

    /** The id of a new population; its runs stand in the queue. */
    addPopulation: request((population: NewPopulation) => {
      const id = addPopulation(db, population, environment, now())
      queue.wake()
      return id
    }),
    populations: (studyId: number) => listPopulations(db, studyId),
    population: (id: number) => getPopulation(db, id),
    findPopulation: (studyId: number, name: string) => findPopulation(db, studyId, name),
    /** SHA-256 over the runs' digests in the order of the sample; null while runs are open. */
    populationDigest: (populationId: number) => populationDigest(db, populationId),

    runs: (populationId: number) => runsWithEpochs(db, { populationId }),
    run: (runId: number) => runWithEpochs(db, runId),
    /** The training losses of every step so far. */
    stepLosses: (runId: number) => readStepLosses(db, runId),
    /** Where a run's final weights are; null: not kept. */
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

    /** Starts the queue, also again after trouble. Runs added later are taken as well. */
    start: request(() => queue.start()),
    /** Stops the queue: what runs writes a checkpoint and keeps its place. */
    stop: request(() => queue.stop()),
    pause: request((scope: Scope = {}) => queue.pause(scope)),
    resume: request((scope: Scope = {}) => queue.resume(scope)),
    cancel: request((scope: Scope = {}) => queue.cancel(scope)),
    retry: request((scope: Scope) => queue.retry(scope)),
    startOver: request((scope: Scope) => queue.startOver(scope)),
    /** Pins a finished run's weights; where they were not kept, or are not whole, it is trained again. */
    restoreWeights: (runId: number) => keepWeights(core, runId),
    waitUntilIdle: () => queue.waitUntilIdle(),
    status: (scope: Scope = {}) => ({
      isRunning: queue.isRunning,
      trouble: queue.trouble?.message ?? null,
      runs: countRuns(db, scope),
    }),

    /** The id of the last event: the version of everything stored. */
    version: () => lastEventId(db),
    /** At most `limit` events after `cursor`; the cursor of the next call is the last one's id. */
    since: (cursor: number, limit: number) => listEvents(db, cursor, limit),
    subscribe: feed.subscribe,
  }
}
