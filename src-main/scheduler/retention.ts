import { getPopulation } from '#main/store/tables/populations.ts'
import { weightsBehind } from '#main/store/tables/runs.ts'
import { changeRuns } from '#main/store/tables/runTransitions.ts'
import type { Records } from './records.ts'
import { releasing } from './releasing.ts'
import { weightsPathOf } from './runFiles.ts'

/** Removes the weights that the population's policy does not keep; such runs can be retrained. */
export function pruneWeights(records: Pick<Records, 'db' | 'folder'>, populationId: number): void {
  const { db } = records
  const { keepWeights } = getPopulation(db, populationId)
  if (keepWeights.keep === 'all') return
  const kept = keepWeights.keep === 'best' ? keepWeights.count : 0
  for (const { id } of weightsBehind(db, populationId, kept))
    releasing(records, [weightsPathOf(id)], () => changeRuns(db, { runId: id }, ['finished'], { weightsPath: null }))
}
