import type { RunStatus } from '#shared/contract/scope.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { listRuns, allWeightsPaths } from '#main/store/runs.ts'
import { changeRuns } from '#main/store/runTransitions.ts'
import { forgetTrainer, listTrainers } from '#main/store/trainers.ts'
import { insertRunEvents } from '#main/store/events.ts'
import { LabError } from '#main/store/labError.ts'
import { endProcess } from './processes.ts'
import type { Records } from './recordMessage.ts'
import { filesThere, removeAttempts, removeStored } from './runFiles.ts'

/** Ends the trainers that a dead lab left behind: before anything is resumed, nothing else may write. */
export async function endLeftTrainers({ db }: Records): Promise<void> {
  for (const { pid, startTime } of listTrainers(db)) {
    if (!(await endProcess(pid, startTime))) {
      throw new LabError('inUse', sentence('trainerLeft', { process: pid }))
    }
    forgetTrainer(db, pid)
  }
}

/**
 * Takes runs out of the state "running" in which nothing trains them any more. Those in the trash, which never enters
 * the queue, are paused. All go on from their last checkpoint, if they have one.
 */
export function reconcileRuns({ db, now }: Records, status: 'queued' | 'interrupted'): void {
  db.transaction(() => {
    for (const next of [status, 'paused'] as const) {
      const ids = changeRuns(db, {}, ['running'], { status: next })
      insertRunEvents(db, ids, { kind: next, at: now() })
    }
  })()
}

const needAttempts: readonly RunStatus[] = ['queued', 'running', 'paused', 'interrupted', 'failed']

/** Removes files that no row speaks of: left when a lab died between a row and its file. */
export function sweepFiles({ db, folder }: Records): void {
  const { runIds, weights, pilots } = filesThere(folder)
  for (const stored of pilots) removeStored(folder, stored)
  if (runIds.length > 0) {
    const goOn = new Set(listRuns(db, {}, needAttempts).map(({ id }) => id))
    for (const id of runIds) if (!goOn.has(id)) removeAttempts(folder, id)
  }
  const known = new Set(weights.length > 0 ? allWeightsPaths(db) : [])
  for (const stored of weights) if (!known.has(stored)) removeStored(folder, stored)
}
