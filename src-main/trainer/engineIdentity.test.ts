import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { precisions, type Precision } from '#shared/graph/ops/half.ts'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import type { Dataset } from '#main/datasets/dataset.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import type * as ortApi from './native/ortApi.ts'
import type { StopRequest, TrainJob } from './messages.ts'
import { providers } from './providers/providers.ts'
import { tinyNetwork } from './providers/tinyNetwork.ts'
import { trainRun, type RunOutcome } from './train.ts'

const obstacle = vi.hoisted(() => ({ reason: null as Sentence | null }))
vi.mock('./native/ortApi.ts', async (original) => ({
  ...(await original<typeof ortApi>()),
  nativeObstacle: () => Promise.resolve(obstacle.reason),
}))

let folder: string
let dataset: Dataset
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'engine-identity-'))
  dataset = await openDataset({ kind: 'synthetic', imageSize: 8, trainCount: 230, testCount: 10 })
})
afterAll(() => {
  dataset.close()
  rmSync(folder, { recursive: true })
})

/** A run with precise statistics, an average and mixed images, by the named engine. */
async function train(
  precision: Precision,
  engine: 'host' | 'bound',
  checkpointPath: string | null = null,
  pauseAt = Infinity,
) {
  obstacle.reason = engine === 'host' ? sentence('nativeMissing', { said: 'not wanted' }) : null
  const job: TrainJob = {
    ...{ runId: 1, attempt: 1, seed: 3, network: tinyNetwork, dataset: {}, datasetHash: '', provider: 'cpu' },
    recipe: recipeSchema.parse({
      ...{ epochs: 3, batchSize: 20, mixupAlpha: 0.3, preciseBn: { samples: 50 } },
      ema: { alpha: 0.005, periodSteps: 2 },
      precision,
    }),
    plan: loweringPlans[providers.cpu.plan].id,
    checkpointPath,
    checkpointFolder: mkdtempSync(join(folder, 'attempt-')),
    keepWeights: false,
  }
  let polls = 0
  let request: StopRequest | undefined
  let interrupt: () => void = () => undefined
  return trainRun(job, dataset, {
    onEpoch: () => undefined,
    onCheckpoint: () => undefined,
    onStopRequest: (listener) => (interrupt = listener),
    stopRequest() {
      // The request arrives while the step after this poll is under way, if its engine lets messages arrive then.
      if (++polls === pauseAt)
        setImmediate(() => {
          request = 'pause'
          interrupt()
        })
      return request
    },
  })
}

const digestOf = (outcome: RunOutcome) => (outcome.type === 'finished' ? outcome.result.digest : outcome)

const digests = new Set<unknown>()

it.each(precisions)(
  'engines give a run in %s precision the same digest, from the start or in turn, also if a step was interrupted',
  async (precision) => {
    const digest = digestOf(await train(precision, 'host'))
    expect(digest).toBeTypeOf('string')
    expect(digests.has(digest)).toBe(false)
    digests.add(digest)
    expect(digestOf(await train(precision, 'bound'))).toBe(digest)
    for (const [first, then] of [
      ['bound', 'host'],
      ['host', 'bound'],
    ] as const)
      for (const pauseAt of [1, 15]) {
        const paused = await train(precision, first, null, pauseAt)
        if (paused.type !== 'paused') throw new Error(paused.type)
        expect(digestOf(await train(precision, then, paused.path))).toBe(digest)
      }
  },
)
