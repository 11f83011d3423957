import { join } from 'node:path'
import type { RunStatus } from '#shared/contract/scope.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { freshName, moveAside } from '#main/disk/moveAside.ts'
import { listRuns, allWeightsPaths } from '#main/store/tables/runs.ts'
import { changeRuns } from '#main/store/tables/runTransitions.ts'
import { forgetTrainer, listTrainers } from '#main/store/tables/trainers.ts'
import { insertEvent } from '#main/store/tables/events.ts'
import { everyId, isImporting, removeLoose } from '#main/store/staged.ts'
import { LabError } from '#main/store/labError.ts'
import { endProcess } from './processes.ts'
import type { Records } from './records.ts'
import { removeReleased } from './releasing.ts'
import { attemptsPath, filesThere } from './runFiles.ts'

/** Ends the trainers that a dead lab left behind: nothing else may write before runs are resumed. */
export async function endLeftTrainers({ db }: Records): Promise<void> {
  for (const { pid, startTime } of listTrainers(db)) {
    if (!(await endProcess(pid, startTime))) {
      throw new LabError('inUse', sentence('trainerLeft', { process: pid }))
    }
    forgetTrainer(db, pid)
  }
}

/**
 * Takes runs out of the state "running" if no trainer works on them any more. Those in the trash, which never enter the
 * queue, are paused. All resume from their last checkpoint, if any.
 */
export function reconcileRuns({ db, now }: Records, status: 'queued' | 'interrupted'): void {
  db.transaction(() => {
    for (const next of [status, 'paused'] as const) {
      const ids = changeRuns(db, {}, ['running'], { status: next })
      insertEvent(db, { kind: next, runIds: ids, at: now() })
    }
  })()
}

const needAttempts: readonly RunStatus[] = ['queued', 'running', 'paused', 'interrupted', 'failed']

/**
 * Removes released files and the leftovers of a dead import, and moves orphaned run files into a folder of the lab,
 * since they may be all that is left of a run. Files with other names are left alone. Returns notices about it.
 */
export function tidyFiles(records: Records): Sentence[] {
  const { db, folder, now } = records
  if (isImporting(db)) while (removeLoose(db, everyId));
  removeReleased(records)
  const { runs, weights } = filesThere(folder)
  const referenced = new Set(weights.length > 0 ? allWeightsPaths(db) : [])
  if (runs.length > 0) for (const { id } of listRuns(db, {}, needAttempts)) referenced.add(attemptsPath(id))
  const unknown = [...runs, ...weights].filter((path) => !referenced.has(path))
  if (unknown.length === 0) return []
  const into = freshName(folder, 'unknown', now())
  const moved = unknown.filter((path) => moveAside('lab', folder, path, into))
  if (moved.length === 0) return []
  insertEvent(db, { kind: 'filesMoved', data: { folder: into, files: moved }, at: now() })
  return [sentence('unknownMoved', { count: moved.length, folder: join(folder, into) })]
}
