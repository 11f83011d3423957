import type { Database } from 'better-sqlite3'
import type { RunDetail, RunEpoch } from '#shared/contract/runs.ts'
import { listEpochs } from '#main/store/tables/epochs.ts'
import { getRun, studyOfRun } from '#main/store/tables/runs.ts'
import { runRows } from '#main/store/tables/runRows.ts'
import type { EpochMetrics } from '#main/trainer/messages.ts'

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
    curve: (listEpochs(db, { runId: id }).get(id) ?? []).map(runEpoch),
  }
}

const finite = (value: number) => (Number.isFinite(value) ? value : null)

function runEpoch({ trainLoss, validationLoss, ...metrics }: EpochMetrics): RunEpoch {
  const { epoch, learningRate, trainErrorPercent, validationErrorPercent } = metrics
  const { validationTop5ErrorPercent, emaValidationErrorPercent, imagesPerSecond, durationMs } = metrics
  return {
    ...{ epoch, learningRate, trainErrorPercent, validationErrorPercent, validationTop5ErrorPercent },
    ...{ emaValidationErrorPercent, imagesPerSecond, durationMs },
    trainLoss: finite(trainLoss),
    validationLoss: finite(validationLoss),
  }
}
