import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { recipeSchema, type RecipeInput } from '#shared/training/recipe.ts'
import type { Dataset } from '#main/datasets/dataset.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import type { RunResult, StopRequest, TrainJob } from './messages.ts'
import { BoundSession } from './native/boundSession.ts'
import { providers } from './providers/providers.ts'
import { tinyNetwork } from './providers/tinyNetwork.ts'
import { trainRun, type RunOutcome, type TrainHost } from './train.ts'

const everything: RecipeInput = {
  epochs: 4,
  batchSize: 20,
  schedule: { kind: 'cosine', per: 'step' },
  warmupEpochs: 0.5,
  zeroFinalGamma: true,
  labelSmoothing: 0.1,
  mixupAlpha: 0.3,
  ema: { alpha: 0.005, periodSteps: 2 },
  preciseBn: { samples: 50 },
  augmentation: { cropPadding: 1, flip: true, randomResizedCrop: null },
  imagesPerEpoch: 150,
  evaluateEvery: 2,
}

let folder: string
let dataset: Dataset
let attempts = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'train-'))
  dataset = await openDataset({ kind: 'synthetic', imageSize: 8, trainCount: 230, testCount: 10 })
})
afterAll(() => {
  dataset.close()
  rmSync(folder, { recursive: true })
})

function job(recipe: RecipeInput, given: Partial<TrainJob> = {}): TrainJob {
  return {
    runId: 1,
    attempt: ++attempts,
    seed: 3,
    network: tinyNetwork,
    recipe: recipeSchema.parse(recipe),
    dataset: {},
    datasetHash: '',
    provider: 'cpu',
    plan: loweringPlans[providers.cpu.plan].id,
    checkpointPath: null,
    checkpointFolder: mkdtempSync(join(folder, 'attempt-')),
    keepWeights: false,
    ...given,
  }
}

/** Runs a job whose `stopRequest` asks it to stop after `after` calls. */
async function train(
  given: TrainJob,
  after = Infinity,
  request: StopRequest = 'pause',
  images = dataset,
  now?: TrainHost['now'],
) {
  const epochs: { metrics: EpochMetrics; losses: number[] }[] = []
  let polls = 0
  const outcome = await trainRun(given, images, {
    onEpoch: (metrics, losses) => epochs.push({ metrics, losses: [...losses] }),
    onCheckpoint: () => undefined,
    stopRequest: () => (++polls > after ? request : undefined),
    ...(now && { now }),
  })
  return { outcome, epochs, polls }
}

function finished(outcome: RunOutcome): RunResult {
  if (outcome.type !== 'finished') throw new Error(`the run ${outcome.type}`)
  return outcome.result
}

describe('a run', () => {
  it('reports every evaluated epoch, and the error of its averaged weights after the last', async () => {
    const { outcome, epochs } = await train(job(everything))
    const result = finished(outcome)
    expect(epochs.map(({ metrics }) => metrics.epoch)).toEqual([1, 3])
    expect(epochs.map(({ losses }) => losses.length)).toEqual([14, 14])
    expect(result.validationCount).toBe(23)
    expect(result.errorPercent).toBe(epochs[1]!.metrics.emaValidationErrorPercent)
    expect(result.errorPercent).toBe((100 * result.validationErrors) / 23)
    expect(epochs[0]!.metrics.validationTop5ErrorPercent).toBeLessThanOrEqual(epochs[0]!.metrics.validationErrorPercent)
  })

  it("measures all times with its host's clock, which may stop", async () => {
    const stood = await train(job(everything), Infinity, 'pause', dataset, () => 5)
    expect(stood.epochs.map(({ metrics }) => metrics.durationMs)).toEqual([0, 0])
    let polls = 0
    // Each step reads the clock twice and each report twice, so with one second per reading they take this long.
    const { epochs } = await train(
      job({ ...everything, preciseBn: null }),
      Infinity,
      'pause',
      dataset,
      () => 1000 * polls++,
    )
    for (const { metrics } of epochs) {
      expect(metrics.durationMs).toBe(15_000)
      expect(metrics.imagesPerSecond).toBe(20)
    }
  })

  it("validates on the data set's own validation images, trains on all training images and never reads test images", async () => {
    const read = new Set<string>()
    const own: Dataset = {
      ...dataset,
      labels: { ...dataset.labels, validation: dataset.labels.test },
      readBatch(split, indices, into) {
        read.add(split)
        return dataset.readBatch(split === 'validation' ? 'test' : split, indices, into)
      },
    }
    const recipe = { epochs: 1, batchSize: 20 }
    const { outcome, epochs } = await train(job(recipe), Infinity, 'pause', own)
    expect(finished(outcome).validationCount).toBe(10)
    expect(epochs[0]!.losses).toHaveLength(11)
    expect([...read].sort()).toEqual(['train', 'validation'])
  })

  it('learns: its training loss falls', async () => {
    const { epochs } = await train(job({ epochs: 8, batchSize: 20, baseLearningRate: 0.1 }))
    expect(epochs.at(-1)!.metrics.trainLoss).toBeLessThan(0.9 * epochs[0]!.metrics.trainLoss)
  })

  it('has the same digest when repeated, and another for another seed', async () => {
    const recipe = { epochs: 1, batchSize: 20 }
    const digests = []
    for (const seed of [3, 3, 4]) digests.push(finished((await train(job(recipe, { seed }))).outcome).digest)
    expect(digests[1]).toBe(digests[0])
    expect(digests[2]).not.toBe(digests[0])
  })

  it('has the same digest and reports wherever it was paused and resumed', async () => {
    const whole = await train(job(everything))
    const timeless = (epochs: { metrics: EpochMetrics; losses: number[] }[]) =>
      epochs.map(({ metrics, losses }) => [{ ...metrics, imagesPerSecond: 0, durationMs: 0 }, losses])
    // Every moment when a stop can be requested: within epochs, at their ends, while evaluating.
    for (let after = 1; after < whole.polls; after += 3) {
      const first = await train(job(everything), after)
      if (first.outcome.type !== 'paused') throw new Error(`paused after ${after}: ${first.outcome.type}`)
      const second = await train(job(everything, { checkpointPath: first.outcome.path }))
      expect(finished(second.outcome).digest, `after ${after}`).toBe(finished(whole.outcome).digest)
      expect(timeless([...first.epochs, ...second.epochs])).toEqual(timeless(whole.epochs))
    }
  })

  it('has the same digest when paused repeatedly', async () => {
    const whole = finished((await train(job(everything))).outcome).digest
    let path: string | null = null
    for (;;) {
      const { outcome } = await train(job(everything, { checkpointPath: path }), 12)
      if (outcome.type === 'finished') {
        expect(outcome.result.digest).toBe(whole)
        return
      }
      if (outcome.type !== 'paused') throw new Error(outcome.type)
      path = outcome.path ?? path
    }
  })

  it('has the same digest when its images are decoded in advance', async () => {
    const decoded: Dataset = {
      ...dataset,
      readBatch: async (split, indices, into) => {
        const wanted = Int32Array.from(indices)
        into.fill(0)
        await setImmediate()
        await dataset.readBatch(split, wanted, into)
      },
    }
    const digests = []
    for (const images of [dataset, decoded])
      digests.push(finished((await train(job(everything), Infinity, 'pause', images)).outcome).digest)
    expect(digests[1]).toBe(digests[0])
  })

  it('reaches nearly the same losses under another plan', async () => {
    const recipe = { epochs: 1, batchSize: 20, baseLearningRate: 0.01 }
    const cpu = (await train(job(recipe))).epochs[0]!.metrics
    const portable = (await train(job(recipe, { plan: loweringPlans.portable.id }))).epochs[0]!.metrics
    expect(portable.trainLoss).toBeCloseTo(cpu.trainLoss, 3)
    expect(portable.validationLoss).toBeCloseTo(cpu.validationLoss, 3)
  })

  it('reports that nothing was done if paused before its first step', async () => {
    expect((await train(job(everything), 0)).outcome).toEqual({ type: 'paused', path: null })
  })

  it('can be cancelled', async () => {
    expect((await train(job(everything), 4, 'cancel')).outcome).toEqual({ type: 'cancelled' })
  })

  it('ends as diverged, with position and reason, if the loss is not finite', async () => {
    const { outcome } = await train(job({ epochs: 2, batchSize: 20, baseLearningRate: 1e30 }))
    expect(outcome).toMatchObject({
      type: 'diverged',
      epoch: 0,
      // As text, because JSON has no NaN.
      reason: { key: 'trainingLossBroke', values: { loss: 'NaN', epoch: 1 } },
    })
  })

  it.each([
    ['images of another size', { network: { ...tinyNetwork, imageSize: 16 } }, 'takes images of 16 pixels'],
    ['another number of classes', { network: { ...tinyNetwork, classes: 11 } }, 'has 11 classes'],
    ['a batch larger than the set', { recipe: recipeSchema.parse({ batchSize: 300 }) }, 'The batch size is 300'],
    [
      'more images than there are',
      { recipe: recipeSchema.parse({ batchSize: 20, imagesPerEpoch: 208 }) },
      'The plan requires 208 images per epoch',
    ],
    [
      'no validation image',
      { recipe: recipeSchema.parse({ batchSize: 20, validation: { share: 1e-6 } }) },
      'invalid validation.share',
    ],
    ['an unknown plan', { plan: 'gpu-9' }, 'unknown lowering plan: gpu-9'],
  ])('refuses %s', async (_, given, message) => {
    expect(dataset.called).toEqual(expect.objectContaining({ key: 'builtInImages' }))
    await expect(train(job({ batchSize: 20 }, given))).rejects.toThrow(message)
  })
})

it('frees the first session if the second cannot be loaded', async () => {
  const open = BoundSession.open.bind(BoundSession)
  const release = vi.fn<() => Promise<void>>()
  const spy = vi
    .spyOn(BoundSession, 'open')
    .mockImplementationOnce(async (...given) => {
      const session = await open(...given)
      release.mockImplementation(session.release.bind(session))
      return Object.assign(session, { release })
    })
    .mockRejectedValueOnce(new Error('no memory'))
  await expect(train(job({ batchSize: 20 }))).rejects.toThrow('no memory')
  expect(release).toHaveBeenCalledTimes(1)
  spy.mockRestore()
})

describe('a checkpoint', () => {
  it('of another run is refused', async () => {
    const { outcome } = await train(job(everything), 3)
    if (outcome.type !== 'paused') throw new Error(outcome.type)
    const other = job(everything, { seed: 4, checkpointPath: outcome.path })
    await expect(train(other)).rejects.toThrow('belongs to another run')
  })
})
