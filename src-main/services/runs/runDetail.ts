import type { Database } from 'better-sqlite3'
import type { RunDetail } from '#shared/contract/runs.ts'
import { listEpochs } from '#main/store/tables/epochs.ts'
import { getRun, studyOfRun } from '#main/store/tables/runs.ts'
import { runRows } from '#main/store/tables/runRows.ts'
import { reportOf } from '#shared/training/epochMetrics.ts'

/** A run with everything that is known of it. Throws LabError 'notFound'. */
export function runDetail(db: Database, id: number): RunDetail {
  const run = getRun(db, id)
  const [row] = runRows(db, [id])
  const { seed, recipe, datasetHash, onnxruntimeVersion, provider, cpuFeatures, plan } = run
  const { attempt, priority, digest, peakMemoryBytes, validationErrors, validationCount } = run
  const { createdAt, startedAt, finishedAt } = run
  return {
    ...row!,
    studyId: studyOfRun(db, id),
    ...{ seed, recipe, datasetHash, onnxruntimeVersion, provider, cpuFeatures, plan },
    ...{ attempt, priority, digest, peakMemoryBytes, validationErrors, validationCount },
    ...{ createdAt, startedAt, finishedAt },
    curve: (listEpochs(db, { runId: id }).get(id) ?? []).map(reportOf),
  }
}
