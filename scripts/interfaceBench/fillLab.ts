import type { StudyPlan } from '#shared/contract/studies.ts'
import { presetNamed, scales, scaleSpace } from '#shared/designspaces/presets.ts'
import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import { drawOf } from '#shared/designspaces/draw.ts'
import { samplePopulation, type SampledPopulation } from '#shared/designspaces/samplePopulation.ts'
import { stream, type Stream } from '#shared/random/stream.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import type { Lab } from '#main/testing/openLab.ts'
import { insertEvent } from '#main/store/events.ts'
import { putEpoch } from '#main/store/epochs.ts'
import { beginAttempt, changeAttempt } from '#main/store/runTransitions.ts'
import { putStepLosses } from '#main/store/steps.ts'
import type { EpochMetrics } from '#main/trainer/messages.ts'

/** What the views are asked for. */
export interface FilledLab {
  studyId: number
  /** Populations with finished runs, oldest space first. */
  populationIds: number[]
  /** One whose runs all wait; its parent space has the most runs. */
  waitingId: number
  /** A finished run. */
  runId: number
}

/** Finished runs of each space; 10 000 in all. */
const sizes = [
  ['AnyNetX_A', 4000],
  ['AnyNetX_B', 1500],
  ['AnyNetX_C', 1500],
  ['AnyNetX_D', 1000],
  ['AnyNetX_E', 1000],
  ['RegNetX', 1000],
] as const
const waitingRuns = 64
const validationCount = 4000

/** The plan of the made-up studies, and what networks are sampled under. */
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
 * Fills an empty lab with 10 000 finished runs over six spaces, through the functions with which the lab itself records.
 * Networks are sampled; errors and curves are made up from a seed and mean nothing.
 */
export function fillLab(lab: Lab): FilledLab {
  const studyId = lab.createStudy({ name: 'Made-up errors of 10 000 networks', definition: null, plan, classes: 10 })
  const spaces = sizes.map(([id]) => scaleSpace(presetNamed(id), scales.tiny16))
  const spaceIds = lab.addLineage(studyId, spaces)
  const add = (space: DesignSpace, i: number, count: number, name: string) => {
    const seed = i + 1 + (name === space.name ? 0 : 100)
    const { networks } = samplePopulation({ space, regime, count, seed })
    const populationId = lab.addPopulation({
      ...{ studyId, spaceId: spaceIds[i]!, name, seed, plan, datasetHash: 'made up' },
      networks: networks.map((candidate, position) => ({
        network: candidate.network,
        draw: drawOf(candidate),
        seed: position,
        plan: 'cpu',
      })),
    })
    return { populationId, networks }
  }
  const populationIds = sizes.map(([, count], i) => {
    const { populationId, networks } = add(spaces[i]!, i, count, spaces[i]!.name)
    finishAll(lab, studyId, populationId, networks, 1.5 * i)
    return populationId
  })
  const { populationId: waitingId } = add(spaces[1]!, 1, waitingRuns, 'More of AnyNetX_B')
  return { studyId, populationIds, waitingId, runId: lab.runs(populationIds.at(-1)!)[0]!.id }
}

/** Records that every run of a population has finished, as if its trainer had told so; `gain`: percent of error less. */
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
        insertEvent(db, { studyId, runId, kind: 'epoch', data: { epoch }, at: at + 300 * epoch })
      }
      const digest = runId.toString(16).padStart(64, '0')
      const result = { errorPercent, validationErrors: wrongOf(errorPercent), validationCount, digest }
      changeAttempt(db, { runId, attempt }, { status: 'finished', ...result, finishedAt: at + 30_000 })
      insertEvent(db, { studyId, runId, kind: 'finished', data: { errorPercent, digest }, at: at + 30_000 })
    })
  })()
}

/** Lower for deep networks that grow, so that the views have something to show. */
function madeUpError({ network: { stages } }: SampledNetwork, gain: number, random: Stream): number {
  const depth = stages.reduce((sum, stage) => sum + stage.depth, 0)
  const growth = Math.log2(stages.at(-1)!.width / stages[0]!.width)
  const noise = random.uniform() + random.uniform() + random.uniform()
  return ofValidation(Math.max(2, 46 - gain - 2 * Math.sqrt(depth) - 2 * growth + 5 * noise))
}

/** How many validation images are wrong at an error in percent. */
const wrongOf = (errorPercent: number) => Math.round((errorPercent * validationCount) / 100)
/** The nearest error in percent that so many validation images can give. */
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

/** Of the steps of the epochs that a report covers. */
function stepLosses(level: number, random: Stream): Float32Array {
  return Float32Array.from({ length: 175 }, () => level * (0.8 + 0.4 * random.uniform()))
}
