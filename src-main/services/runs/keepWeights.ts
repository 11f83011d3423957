import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { sentence } from '#shared/sentences/sentence.ts'
import { fullPath, weightsPathOf } from '#main/scheduler/runFiles.ts'
import { LabError } from '#main/store/labError.ts'
import { changeRuns } from '#main/store/tables/runTransitions.ts'
import { requireChosenFor } from '../datasets/dataFolders.ts'
import type { LabContext } from '../labContext.ts'
import { runWithEpochs } from './runs.ts'

/**
 * Pins a finished run's weights. If they were not kept, or are missing, damaged or of another run, retrains the run.
 * Returns whether it is retrained.
 */
export async function keepWeights(
  { db, folder, queue, jobs }: Pick<LabContext, 'db' | 'folder' | 'queue' | 'jobs'>,
  id: number,
): Promise<boolean> {
  const run = runWithEpochs(db, id)
  const { weightsPath } = run
  if (run.origin) throw new LabError('invalid', sentence('broughtInRun', { id }))
  if (weightsPath !== null) {
    const weightsFile = fullPath(folder, weightsPath, id)
    if ((await jobs.run('checkWeights', { weightsFile, run: { digest: run.digest, epochs: run.epochs } })) === null) {
      changeRuns(db, { runId: id }, ['finished'], { pinned: true })
      return false
    }
  }
  requireChosenFor(db, { runId: id })
  requirePlace(folder, id)
  queue.trainAgain(id)
  return true
}

/** Throws LabError if something other than a file is at the path of a run's weights. */
function requirePlace(folder: string, id: number): void {
  const path = join(folder, weightsPathOf(id))
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found && !found.isFile()) throw new LabError('invalid', sentence('weightsPlaceTaken', { path, id }))
}
