import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type * as scaling from '#shared/graph/ops/lossScaling.ts'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import type { Dataset } from '#main/datasets/dataset.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { tinyNetwork } from './providers/tinyNetwork.ts'
import { trainRun } from './train.ts'

const first = vi.hoisted(() => ({ scale: 2 ** 16 }))
vi.mock('#shared/graph/ops/lossScaling.ts', async (original) => ({
  ...(await original<typeof scaling>()),
  initialLossScale: () => Float32Array.of(first.scale, 0, 0),
}))

let folder: string
let dataset: Dataset
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'skipped-steps-'))
  dataset = await openDataset({ kind: 'synthetic', imageSize: 8, trainCount: 230, testCount: 10 })
})
afterAll(() => {
  dataset.close()
  rmSync(folder, { recursive: true })
})

/** A run of 2 epochs of 10 steps whose loss scale starts at `scale`. */
async function train(scale: number) {
  first.scale = scale
  const recipe = recipeSchema.parse({ epochs: 2, batchSize: 20, precision: 'mixed' })
  const job = {
    ...{ runId: 1, attempt: 1, seed: 3, network: tinyNetwork, recipe, dataset: {}, datasetHash: '', provider: 'cpu' },
    ...{ plan: loweringPlans.portable.id, checkpointPath: null, keepWeights: false },
    checkpointFolder: mkdtempSync(join(folder, 'attempt-')),
  }
  const host = { onEpoch: () => undefined, onCheckpoint: () => undefined, stopRequest: () => undefined }
  return trainRun(job, dataset, host)
}

it('a run counts the steps that loss scaling skipped until its scale fits', async () => {
  const outcome = await train(2 ** 30)
  if (outcome.type !== 'finished') throw new Error(outcome.type)
  const { steps, skipped } = outcome.result.scaling!
  expect(steps).toBe(20)
  expect(skipped).toBeGreaterThan(5)
  expect(skipped).toBeLessThan(20)
})

it('a run of which no step was taken has diverged', async () => {
  expect(await train(2 ** 120)).toMatchObject({
    ...{ type: 'diverged', epoch: 1, step: 10 },
    reason: sentence('everyStepSkipped', { steps: 10, epoch: 2 }),
  })
})

it('a run does so as soon as no smaller scale can help', async () => {
  // Gradients that are infinite by any scale.
  expect(await train(-(2 ** 120))).toMatchObject({
    ...{ type: 'diverged', epoch: 0, step: 10 },
    reason: sentence('everyStepSkipped', { steps: 10, epoch: 1 }),
  })
})
