import type { Database } from 'better-sqlite3'
import { getPopulation } from '#main/store/populations.ts'
import { weightsBehind } from '#main/store/runs.ts'
import { changeRuns } from '#main/store/runTransitions.ts'
import { removeStored } from './runFiles.ts'

/** Removes the weights that the population's policy does not keep; such a run can be trained again. */
export function pruneWeights(db: Database, folder: string, populationId: number): void {
  const { keepWeights } = getPopulation(db, populationId)
  if (keepWeights.keep === 'all') return
  const kept = keepWeights.keep === 'best' ? keepWeights.count : 0
  for (const { id, weightsPath } of weightsBehind(db, populationId, kept)) {
    // The row first: a file without a row is swept at the next start, a row without its file would promise weights.
    changeRuns(db, { runId: id }, ['finished'], { weightsPath: null })
    removeStored(folder, weightsPath)
  }
}
