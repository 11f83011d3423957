import type { Database } from 'better-sqlite3'
import type { RunDetail } from '#shared/contract/runs.ts'
import { listEpochs } from '#main/store/tables/epochs.ts'
import { getPopulation } from '#main/store/tables/populations.ts'
import { getRun } from '#main/store/tables/runs.ts'
import { runRows } from '#main/store/tables/runRows.ts'
import { recipeOfRun } from '#shared/training/recipeSweep.ts'
import { reportOf } from '#shared/training/epochMetrics.ts'

/** A run with all its details. Throws LabError 'notFound'. */
export function runDetail(db: Database, id: number): RunDetail {
  const run = getRun(db, id)
  const [row] = runRows(db, [id])
  const { seed, datasetHash, onnxruntimeVersion, provider, cpuFeatures, plan } = run
  const { attempt, priority, digest, peakMemoryBytes, validationErrors, validationCount } = run
  const { createdAt, startedAt, finishedAt } = run
  const { studyId, plan: studyPlan } = getPopulation(db, run.populationId)
  return {
    ...row!,
    ...{ studyId, recipe: recipeOfRun(studyPlan.recipe, run.recipeDraw) },
    ...{ seed, datasetHash, onnxruntimeVersion, provider, cpuFeatures, plan },
    device: run.environment?.device ?? null,
    ...{ attempt, priority, digest, peakMemoryBytes, validationErrors, validationCount },
    ...{ createdAt, startedAt, finishedAt, origin: run.origin },
    curve: (listEpochs(db, { runId: id }).get(id) ?? []).map(reportOf),
  }
}
