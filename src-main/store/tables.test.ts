import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anyNetwork } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import type { EpochMetrics } from '#main/trainer/messages.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import { listEpochs, putEpoch } from './epochs.ts'
import { openStore } from './open.ts'
import type { Store } from './store.ts'
import { getPopulation, insertPopulation } from './populations.ts'
import { countRuns, getRun, insertRun, listRuns, nextQueuedRun } from './runs.ts'
import { beginAttempt, changeAttempt, changeRuns } from './runTransitions.ts'
import { putStepLosses, readStepLosses } from './steps.ts'
import { insertStudy } from './studies.ts'

const newFolder = temporaryFolders()
let store: Store
let ids: number[]

beforeEach(() => {
  store = openStore(newFolder())
  const studyId = insertStudy(store.db, { name: 's', definition: { any: 1 }, createdAt: 5 })
  const recipe = { epochs: 3 } as unknown as Recipe
  const plan = { imageSize: 8, recipe, perSpace: 3, seed: 1, provider: 'cpu', flops: null } as unknown as StudyPlan
  const populationId = insertPopulation(store.db, {
    studyId,
    name: 'p',
    spaceId: null,
    plan,
    designSpace: { id: 'A' },
    seed: 2 ** 53 - 1,
    flopsLow: 3e5,
    flopsHigh: null,
    recipe,
    dataset: { kind: 'synthetic' },
    datasetHash: 'h',
    keepWeights: { keep: 'best', count: 3 },
    createdAt: 6,
  })
  ids = [0, 1, 2].map((position) =>
    insertRun(store.db, {
      populationId,
      position,
      seed: 2 ** 53 - 1 - position,
      recipe,
      network: anyNetwork,
      draw: null,
      datasetHash: 'h',
      onnxruntimeVersion: '1',
      provider: 'cpu',
      cpuFeatures: 'avx2',
      plan: 'portable',
      predictedPeakBytes: null,
      createdAt: 7,
    }),
  )
})
afterEach(() => store.close())

const metrics = (epoch: number, trainLoss: number): EpochMetrics => ({
  epoch,
  learningRate: 0.1,
  trainLoss,
  trainErrorPercent: 10,
  validationLoss: 1,
  validationErrorPercent: 12.5,
  validationTop5ErrorPercent: null,
  validationErrors: 125,
  emaValidationErrorPercent: null,
  imagesPerSecond: 800,
  durationMs: 1250.5,
})

test('populations and runs come back as they were stored', () => {
  expect(getPopulation(store.db, 1)).toMatchObject({
    seed: 2 ** 53 - 1,
    flopsLow: 3e5,
    flopsHigh: null,
    dataset: { kind: 'synthetic' },
    keepWeights: { keep: 'best', count: 3 },
  })
  expect(getRun(store.db, ids[1]!)).toMatchObject({
    position: 1,
    seed: 2 ** 53 - 2,
    network: anyNetwork,
    status: 'queued',
    pinned: false,
    environment: null,
  })
})

test('a run or population that is not there is named', () => {
  expect(() => getRun(store.db, 99)).toThrow('There is no run 99.')
  expect(() => getPopulation(store.db, 99)).toThrow('There is no population 99.')
})

test('epochs come back in order, done again they replace, and a NaN stays one', () => {
  for (const row of [metrics(1, NaN), metrics(0, 2), metrics(0, 3), metrics(2, Infinity)]) {
    putEpoch(store.db, ids[0]!, row)
  }
  expect(listEpochs(store.db, { studyId: 1 })).toEqual(
    new Map([[ids[0]!, [metrics(0, 3), metrics(1, NaN), metrics(2, Infinity)]]]),
  )
})

test('step losses come back bit for bit, epoch after epoch', () => {
  fc.assert(
    fc.property(fc.float32Array(), fc.float32Array(), (first, second) => {
      putStepLosses(store.db, ids[0]!, 0, first)
      putStepLosses(store.db, ids[0]!, 1, second)
      expect(readStepLosses(store.db, ids[0]!)).toEqual(Float32Array.from([...first, ...second]))
    }),
    { numRuns: 30 },
  )
})

test('only the attempt that runs can change a run', () => {
  const [runId] = ids as [number]
  expect(beginAttempt(store.db, runId, 1)).toBe(1)
  expect(changeAttempt(store.db, { runId, attempt: 1 }, { status: 'queued', crashes: 1 })).toBe(true)
  expect(changeAttempt(store.db, { runId, attempt: 1 }, { digest: 'late' })).toBe(false)
  expect(beginAttempt(store.db, runId, 2)).toBe(2)
  expect(changeAttempt(store.db, { runId, attempt: 1 }, { digest: 'stale' })).toBe(false)
  expect(changeAttempt(store.db, { runId, attempt: 2 }, { status: 'finished', digest: 'd', pinned: true })).toBe(true)
  expect(getRun(store.db, runId)).toMatchObject({ digest: 'd', attempt: 2, startedAt: 1, pinned: true, crashes: 1 })
})

test('a scope names one run, a population, a study or all', () => {
  expect(changeRuns(store.db, { runId: ids[2]! }, ['queued'], { status: 'paused' })).toEqual([ids[2]])
  expect(changeRuns(store.db, { studyId: 2 }, ['queued'], { status: 'paused' })).toEqual([])
  expect(listRuns(store.db, { populationId: 1 }, ['queued']).map(({ id }) => id)).toEqual(ids.slice(0, 2))
  expect(countRuns(store.db, {})).toMatchObject({ queued: 2, paused: 1, finished: 0 })
})

test('the queue gives the highest priority, then the earliest of the sample', () => {
  changeRuns(store.db, { runId: ids[1]! }, ['queued'], { priority: 1 })
  expect(nextQueuedRun(store.db)?.id).toBe(ids[1])
  beginAttempt(store.db, ids[1]!, 0)
  expect(nextQueuedRun(store.db)?.id).toBe(ids[0])
})
