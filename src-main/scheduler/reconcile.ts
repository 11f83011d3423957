import type { RunStatus } from '#shared/contract/scope.ts'
import { listRuns, allWeightsPaths } from '#main/store/runs.ts'
import { changeRuns } from '#main/store/runTransitions.ts'
import { forgetTrainer, listTrainers } from '#main/store/trainers.ts'
import { LabError } from '#main/store/labError.ts'
import { endProcess } from './processes.ts'
import { logRun, type Records } from './recordMessage.ts'
import { filesThere, isThere, removeAttempts, removeStored } from './runFiles.ts'

/** Ends the trainers that a dead lab left behind: before anything is resumed, nothing else may write. */
export async function endLeftTrainers({ db }: Records): Promise<void> {
  for (const { pid, startTime } of listTrainers(db)) {
    if (!(await endProcess(pid, startTime))) {
      throw new LabError('inUse', `A trainer of an earlier lab (process ${pid}) does not end. End it and try again.`)
    }
    forgetTrainer(db, pid)
  }
}

/**
 * Takes runs out of the state "running" in which a dead lab left them: back into the queue if they have a checkpoint,
 * else into `withoutCheckpoint`.
 */
export function reconcileRuns(records: Records, withoutCheckpoint: 'queued' | 'interrupted'): void {
  const { db, folder } = records
  db.transaction(() => {
    for (const { id, checkpointPath } of listRuns(db, {}, ['running'])) {
      const status = isThere(folder, checkpointPath) ? 'queued' : withoutCheckpoint
      changeRuns(db, { runId: id }, ['running'], { status })
      logRun(records, id, status)
    }
  })()
}

const needNoAttempts: readonly RunStatus[] = ['finished', 'diverged', 'cancelled']

/** Removes files that no row speaks of: left when a lab died between a row and its file. */
export function sweepFiles({ db, folder }: Records): void {
  const { runIds, weights } = filesThere(folder)
  if (runIds.length > 0) {
    const over = new Set(listRuns(db, {}, needNoAttempts).map(({ id }) => id))
    for (const id of runIds) if (over.has(id)) removeAttempts(folder, id)
  }
  const known = new Set(weights.length > 0 ? allWeightsPaths(db) : [])
  for (const stored of weights) if (!known.has(stored)) removeStored(folder, stored)
}
