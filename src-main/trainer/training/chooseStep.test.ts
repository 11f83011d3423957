import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { recipeSchema, type RecipeInput } from '#shared/training/recipe.ts'
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import type { Dataset } from '#main/datasets/dataset.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { sharedInputs } from '../engine/sharedInputs.ts'
import { deviceStep, writtenStep } from '../engine/stepGraph.ts'
import type { TrainJob } from '../messages.ts'
import { plansOf } from '../providers/plansHere.ts'
import { tinyNetwork } from '../providers/tinyNetwork.ts'
import { trainRun } from '../train.ts'
import { chooseStep, packedImages, type StepChoice } from './chooseStep.ts'

/** An odd batch, several parts, and chunks that epochs, averages and reports cut short. */
const recipe: RecipeInput = {
  epochs: 3,
  batchSize: 19,
  schedule: { kind: 'cosine', per: 'step' },
  labelSmoothing: 0.1,
  ema: { alpha: 0.005, periodSteps: 4 },
  preciseBn: { samples: 40 },
  augmentation: { cropPadding: 2, flip: true, randomResizedCrop: null },
  evaluateEvery: 2,
}

const mixed: RecipeInput = { ...recipe, mixupAlpha: 0.3 }

const onDevice =
  (history: number, perPart: number): StepChoice =>
  (graph, plan, images) => {
    const parts = { imageSize: images.dataset.info.imageSize, count: images.train.length, perPart }
    return deviceStep(graph, plan, packedImages(images, parts), { history, mixup: images.recipe.mixupAlpha > 0 })
  }
const writtenWithHistory: StepChoice = (graph, plan, { batches }) => writtenStep(graph, plan, batches, { history: 5 })

let folder: string
let dataset: Dataset
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'steps-'))
  dataset = await openDataset({ kind: 'synthetic', imageSize: 8, trainCount: 230, testCount: 10 })
})
afterAll(() => {
  dataset.close()
  rmSync(folder, { recursive: true })
})

/** Trains by each choice in turn, the next one going on where the last was paused; no time passes. */
async function train(plan: string, choices: readonly StepChoice[], given: RecipeInput = recipe) {
  const job: TrainJob = {
    ...{ runId: 1, attempt: 1, seed: 3, network: tinyNetwork, recipe: recipeSchema.parse(given), dataset: {} },
    ...{ datasetHash: '', provider: 'cpu', plan, checkpointPath: null, keepWeights: false },
    checkpointFolder: mkdtempSync(join(folder, 'run-')),
  }
  const reports: [EpochMetrics, number[]][] = []
  for (const [i, choose] of choices.entries()) {
    let polls = 0
    const pause = () => (i + 1 < choices.length && ++polls > 3 ? ('pause' as const) : undefined)
    const outcome = await trainRun(
      job,
      dataset,
      {
        onEpoch: (metrics, losses) => reports.push([{ ...metrics, imagesPerSecond: 0, durationMs: 0 }, [...losses]]),
        onCheckpoint: () => undefined,
        stopRequest: pause,
        now: () => 0,
      },
      1,
      choose,
    )
    if (outcome.type === 'finished') return { digest: outcome.result.digest, reports }
    if (outcome.type !== 'paused') return { outcome, reports }
    job.checkpointPath = outcome.path
  }
  throw new Error('the last attempt was paused')
}

describe.each([...plansOf('cpu')])('a run under the %s plan', (_, { id }) => {
  it('has the same bits wherever batches are made and however many steps are taken at once', async () => {
    const expected = await train(id, [chooseStep])
    for (const choice of [onDevice(1, 500), onDevice(3, 500), onDevice(8, 60), writtenWithHistory])
      expect(await train(id, [choice])).toEqual(expected)
  })
  it('goes on with the same bits by another way', async () => {
    const expected = await train(id, [chooseStep])
    expect(await train(id, [chooseStep, onDevice(8, 60), onDevice(3, 500), chooseStep])).toEqual(expected)
  })
})

it('runs of one process bring the images of a data set to where they compute once, also one after another', async () => {
  const [{ id }] = plansOf('cpu').values() as unknown as [{ id: string }]
  const short = { ...recipe, epochs: 1, evaluateEvery: 1 }
  const uploaded = async (given: RecipeInput, runs: number) => {
    const before = sharedInputs.uploadedBytes
    const done = await Promise.all(Array.from({ length: runs }, () => train(id, [onDevice(3, 60)], given)))
    return { bytes: sharedInputs.uploadedBytes - before, done }
  }
  await sharedInputs.releaseUnused()
  const three = await uploaded(short, 3)
  // 207 of 230 images, 23 of them held out, in parts of 60: a number for each pixel, for the end of each row of 8, and for
  // another row of each of the four parts.
  expect(three.bytes).toBe(4 * (207 * 8 + 4) * 9)
  expect(three.done).toEqual(Array(3).fill(await train(id, [chooseStep], short)))
  expect((await uploaded(short, 1)).bytes).toBe(0)
  // Other images are held out, so that others are trained on.
  const other = { ...short, validation: { share: 0.1, splitSeed: 5 } }
  expect((await uploaded(other, 1)).bytes).toBe(three.bytes)
  expect((await uploaded(short, 1)).bytes).toBe(three.bytes)
  await sharedInputs.releaseUnused()
})

it('averages weights on the device with the bits of the host under a plan that averages in float32', async () => {
  const { id } = loweringPlans.gpu
  const averaging: StepChoice = (graph, plan, { batches }) =>
    writtenStep(graph, plan, batches, { history: 8, average: true })
  const mixing: StepChoice = (graph, plan, images) => {
    const parts = { imageSize: images.dataset.info.imageSize, count: images.train.length, perPart: 60 }
    return deviceStep(graph, plan, packedImages(images, parts), { history: 3, average: true, mixup: true })
  }
  const expected = await train(id, [chooseStep])
  expect(await train(id, [averaging])).toEqual(expected)
  expect(await train(id, [averaging, chooseStep, averaging])).toEqual(expected)
  for (const given of [mixed, { ...mixed, precision: 'mixed' as const }])
    expect(await train(id, [mixing], given)).toEqual(await train(id, [chooseStep], given))
})

it('mixes images, by the written way, with the same errors from a history', async () => {
  const [{ id }] = plansOf('cpu').values() as unknown as [{ id: string }]
  expect(await train(id, [writtenWithHistory], mixed)).toEqual(await train(id, [chooseStep], mixed))
})

it('mixes images on the device with the bits of the written way under a plan that mixes in float32', async () => {
  const { id } = loweringPlans.gpu
  const expected = await train(id, [chooseStep], mixed)
  expect(await train(id, [onDevice(8, 60)], mixed)).toEqual(expected)
  expect(await train(id, [onDevice(3, 500), chooseStep], mixed)).toEqual(expected)
})

it('ends at the same step if the loss is not finite, also in the midst of a chunk', async () => {
  const [{ id }] = plansOf('cpu').values() as unknown as [{ id: string }]
  const breaking = { ...recipe, ema: null, baseLearningRate: 1e30 }
  const expected = await train(id, [chooseStep], breaking)
  expect(expected.outcome).toMatchObject({ type: 'diverged', epoch: 0 })
  expect(await train(id, [onDevice(8, 500)], breaking)).toEqual(expected)
})
