import type { StudyPlan } from '#shared/contract/studies.ts'
import type { Regime } from '#shared/designspaces/designSpace.ts'
import type { SampledPopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { stream, type Stream } from '#shared/random/stream.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import { insertEvent } from '#main/store/tables/events.ts'
import { putEpoch } from '#main/store/tables/epochs.ts'
import { beginAttempt, changeAttempt } from '#main/store/tables/runTransitions.ts'
import { putStepLosses } from '#main/store/tables/steps.ts'
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import type { Lab } from './openLab.ts'

const validationCount = 4000

/** The plan of the synthetic studies, and the conditions of their sampling. */
export const plan: StudyPlan = {
  imageSize: 16,
  dataset: { kind: 'synthetic', seed: 1, imageSize: 16, trainCount: 12_000, testCount: 2000 },
  recipe: recipeSchema.parse({ epochs: 100, imagesPerEpoch: 1120, batchSize: 32, evaluateEvery: 5 }),
  flops: { low: 3e5, high: 5e5 },
  perSpace: 1000,
  seed: 1,
  provider: 'cpu',
}
export const regime: Regime = { imageSize: 16, classes: 10, convention: 'paper', flops: plan.flops! }

type SampledNetwork = SampledPopulation['networks'][number]

/**
 * Records that every run of a population has finished, as if its trainer had reported it; `gain` lowers the errors by
 * that many points.
 */
export function finishAll(
  { core: { db } }: Lab,
  studyId: number,
  populationId: number,
  networks: readonly SampledNetwork[],
  gain: number,
): void {
  const ids = db
    .prepare<[number], { id: number }>('SELECT id FROM runs WHERE populationId = ? ORDER BY position')
    .all(populationId)
  db.transaction(() => {
    ids.forEach(({ id: runId }, position) => {
      const at = 1.7e12 + 60_000 * runId
      const random = stream(populationId, 'weights', 0, position)
      const errorPercent = madeUpError(networks[position]!, gain, random)
      const attempt = beginAttempt(db, runId, at)
      for (const metrics of madeUpCurve(errorPercent, random)) {
        const { epoch } = metrics
        putEpoch(db, runId, metrics)
        putStepLosses(db, runId, epoch, stepLosses(metrics.trainLoss, random))
        insertEvent(db, { runIds: [runId], kind: 'epoch', data: { epoch }, at: at + 300 * epoch })
      }
      const digest = runId.toString(16).padStart(64, '0')
      const result = { errorPercent, validationErrors: wrongOf(errorPercent), validationCount, digest }
      changeAttempt(db, { runId, attempt }, { status: 'finished', ...result, finishedAt: at + 30_000 })
      insertEvent(db, { runIds: [runId], kind: 'finished', data: { errorPercent, digest }, at: at + 30_000 })
    })
  })()
}

/** Lower for deep networks with growing widths, so that views have something to show. */
function madeUpError({ network: { stages } }: SampledNetwork, gain: number, random: Stream): number {
  const depth = stages.reduce((sum, stage) => sum + stage.depth, 0)
  const growth = Math.log2(stages.at(-1)!.width / stages[0]!.width)
  const noise = random.uniform() + random.uniform() + random.uniform()
  return ofValidation(Math.max(2, 46 - gain - 2 * Math.sqrt(depth) - 2 * growth + 5 * noise))
}

/** Number of misclassified validation images at an error in percent. */
const wrongOf = (errorPercent: number) => Math.round((errorPercent * validationCount) / 100)
/** The nearest error in percent that the number of validation images allows. */
const ofValidation = (errorPercent: number) => (100 * wrongOf(errorPercent)) / validationCount

function madeUpCurve(errorPercent: number, random: Stream): EpochMetrics[] {
  const { epochs, evaluateEvery } = plan.recipe
  const reports = epochs / evaluateEvery
  return Array.from({ length: reports }, (_, i): EpochMetrics => {
    const left = Math.exp((-5 * (i + 1)) / reports)
    const now =
      i + 1 === reports ? errorPercent : ofValidation(errorPercent + (90 - errorPercent) * left + 2 * random.uniform())
    return {
      epoch: (i + 1) * evaluateEvery - 1,
      learningRate: 0.1 * (1 - i / reports),
      trainLoss: now / 40,
      trainErrorPercent: 0.9 * now,
      validationLoss: now / 35,
      validationErrorPercent: now,
      validationTop5ErrorPercent: ofValidation(now / 5),
      validationErrors: wrongOf(now),
      emaValidationErrorPercent: null,
      imagesPerSecond: 1500,
      durationMs: 1500,
    }
  })
}

/** Losses of the steps of the epochs covered by a report. */
function stepLosses(level: number, random: Stream): Float32Array {
  return Float32Array.from({ length: 175 }, () => level * (0.8 + 0.4 * random.uniform()))
}
