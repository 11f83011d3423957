import type { Database } from 'better-sqlite3'
import type { TimedLoad } from '#shared/forecast/timeModel.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import { imagesPerEpoch, imagesToTrainOn, validationImages, type ImageCounts } from '#shared/training/epochImages.ts'
import { listPilots } from '#main/store/tables/pilots.ts'
import type { MachineIdentity } from '#main/store/tables/runs.ts'

/** What populations are trained on and how; if equal, an epoch of equal networks takes equally long. */
export interface Work {
  readonly key: string
  readonly provider: string
  readonly datasetHash: string
  readonly recipe: Recipe
}

/** The time of one epoch, in milliseconds, with the population in which it was measured. */
export type EpochTime = TimedLoad & { readonly populationId: number }

/** Times come from the latest-started runs: how many runs, and how many of the last epochs of each. */
const [measuredRuns, measuredEpochs] = [100, 5]
/** A forward pass costs about a third of a training step. */
const forwardShare = 1 / 3

/** The work of each population, by its id; `isOurs` is false for populations imported from another machine. */
export function workByPopulation(db: Database): Map<number, Work & { readonly isOurs: boolean }> {
  const rows = db
    .prepare<[], { id: number; provider: string; datasetHash: string; recipe: string; isOurs: number }>(
      `SELECT id, plan ->> '$.provider' AS provider, datasetHash, plan -> '$.recipe' AS recipe, createdAt >= coalesce(
         (SELECT max(at) FROM events WHERE events.studyId = populations.studyId AND kind = 'studyImported'), 0) AS isOurs
       FROM populations WHERE plan IS NOT NULL`,
    )
    .all()
  return new Map(
    rows.map(({ id, provider, datasetHash, isOurs, ...row }) => {
      const recipe = JSON.parse(row.recipe) as Recipe
      const { batchSize, imagesPerEpoch: images, evaluateEvery, validation } = recipe
      const key = JSON.stringify([provider, datasetHash, batchSize, images, evaluateEvery, validation])
      return [id, { key, provider, datasetHash, recipe, isOurs: isOurs !== 0 }]
    }),
  )
}

/**
 * Epoch times of these populations' runs, from the last epochs of runs trained on this machine, latest started first.
 */
export function epochTimes(
  db: Database,
  populationIds: readonly number[],
  { onnxruntimeVersion, cpuFeatures }: MachineIdentity,
): EpochTime[] {
  return db
    .prepare<[number, string, string, string, number], EpochTime>(
      // A row covers all epochs since the previous row, which ended at `start`.
      `SELECT populationId, flops, activations, sum(durationMs) / (latest - start) AS time
       FROM (SELECT *, coalesce((SELECT max(epoch) FROM epochs WHERE runId = timed.id AND epoch <= latest - ?), -1) AS start
             FROM (SELECT id, populationId, flops, activations, startedAt, epochsDone - 1 AS latest FROM runs
                   WHERE status IN ('running', 'finished') AND startedAt IS NOT NULL
                     AND populationId IN (SELECT value FROM json_each(?)) AND onnxruntimeVersion = ? AND cpuFeatures = ?
                   ORDER BY startedAt DESC LIMIT ?) AS timed) AS begun
         JOIN epochs ON epochs.runId = begun.id AND epochs.epoch > start
       GROUP BY begun.id HAVING time > 0 ORDER BY startedAt DESC`,
    )
    .all(measuredEpochs, JSON.stringify(populationIds), onnxruntimeVersion, cpuFeatures, measuredRuns)
}

/** Epoch times predicted by a pilot on this machine; none without a pilot or if the size of the data set is unknown. */
export function pilotTimes(db: Database, { provider, datasetHash, recipe }: Work): TimedLoad[] {
  const counts = imageCounts(db, datasetHash)
  if (counts === null) return []
  const { batchSize, evaluateEvery } = recipe
  const images =
    imagesPerEpoch(recipe, imagesToTrainOn(recipe, counts)) +
    (forwardShare * validationImages(recipe, counts)) / Math.max(1, evaluateEvery)
  return listPilots(db, { provider, datasetHash, batchSize }).map(({ flops, activations, imagesPerSecond }) => ({
    ...{ flops, activations, time: (1000 * images) / imagesPerSecond },
  }))
}

/** Image counts of the data set; null if it is neither known to the lab nor built in. */
export function imageCounts(db: Database, datasetHash: string): ImageCounts | null {
  const { trainCount, validationCount } = db
    .prepare<[string, string], { trainCount: number | null; validationCount: number | null }>(
      `SELECT max(trainCount) AS trainCount, max(validationCount) AS validationCount FROM (
         SELECT contents ->> '$.trainCount' AS trainCount, contents ->> '$.validationCount' AS validationCount
           FROM datasets WHERE contents ->> '$.hash' = ?
         UNION ALL SELECT plan ->> '$.dataset.trainCount', NULL FROM populations WHERE datasetHash = ?)`,
    )
    .get(datasetHash, datasetHash)!
  return trainCount === null ? null : { trainCount, validationCount: validationCount ?? 0 }
}
