import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { confusionMatrix } from '#shared/inspection/confusion.ts'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import { recordBytes, type Dataset } from '#main/datasets/dataset.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { divide } from '#main/datasets/split.ts'
import { countModelErrors, exportRun } from '../files/exportOnnx.ts'
import type { RunResult } from '../messages.ts'
import { providers } from '../providers/providers.ts'
import { tinyNetwork } from '../providers/tinyNetwork.ts'
import { trainRun } from '../train.ts'
import { inspectWeights, type WeightsInspection } from './inspectWeights.ts'

const recipe = recipeSchema.parse({
  ...{ epochs: 2, batchSize: 20, baseLearningRate: 0.2 },
  ...{ ema: { alpha: 0.05, periodSteps: 2 }, preciseBn: { samples: 50 }, validation: { share: 0.4, splitSeed: 3 } },
})

let folder: string
let dataset: Dataset
let result: RunResult
let validationLoss: number | null
let found: WeightsInspection
const told: number[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inspect-'))
  dataset = await openDataset({ kind: 'synthetic', imageSize: 8, trainCount: 230, testCount: 10 })
  const job = {
    ...{ runId: 1, attempt: 1, seed: 3, network: tinyNetwork, recipe, dataset: {}, datasetHash: '', provider: 'cpu' },
    ...{
      plan: loweringPlans[providers.cpu.plan].id,
      checkpointPath: null,
      checkpointFolder: folder,
      keepWeights: true,
    },
  }
  const outcome = await trainRun(job, dataset, {
    onEpoch: (metrics) => (validationLoss = metrics.validationLoss),
    onCheckpoint: () => undefined,
    stopRequest: () => undefined,
  })
  if (outcome.type !== 'finished') throw new Error(outcome.type)
  result = outcome.result
  const request = { weightsFile: result.weightsPath!, worst: 12 }
  found = await inspectWeights(dataset, request, (done) => told.push(done))
})
afterAll(() => {
  dataset.close()
  rmSync(folder, { recursive: true })
})

describe('Looking into weights', () => {
  it('finds the errors that the training recorded, and those of the exported model', async () => {
    expect([found.errors, found.count]).toEqual([result.validationErrors, result.validationCount])
    expect(found.recordedErrors).toBe(result.validationErrors)
    const { split, indices } = divide(dataset, recipe.validation).measured
    const model = join(folder, 'model.onnx')
    exportRun(result.weightsPath!, model)
    expect(await countModelErrors(model, dataset, split, indices)).toBe(found.errors)
    // The recorded loss is that of the network before averaging.
    expect(found.loss).not.toBe(validationLoss)
  })

  it('counts every image once in the confusion matrix', () => {
    const { indices } = divide(dataset, recipe.validation).measured
    const matrix = confusionMatrix(found.confusion, found.classNames.length)
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
    const ofClass = found.classNames.map((_, label) => [...indices].filter((i) => dataset.labels.train[i] === label))
    expect(matrix.map(sum)).toEqual(ofClass.map(({ length }) => length))
    expect(found.count - sum(matrix.map((row, label) => row[label]!))).toBe(found.errors)
  })

  it('tells what it chose for every image, in the order of the images', () => {
    const { indices, labels, predicted } = found.judgements
    expect([...indices]).toEqual([...divide(dataset, recipe.validation).measured.indices])
    expect([...indices].map((index) => dataset.labels.train[index])).toEqual([...labels])
    expect(predicted.filter((choice, i) => choice !== labels[i])).toHaveLength(found.errors)
    for (const { index, predicted: choice } of found.worst) expect(predicted[indices.indexOf(index)]).toBe(choice)
  })

  it('returns the images with the highest losses, with their pixels', async () => {
    const { worst, pixels } = found
    expect(worst).toHaveLength(12)
    const losses = worst.map(({ loss }) => loss)
    expect(losses).toEqual(losses.toSorted((a, b) => b - a))
    const all = await inspectWeights(dataset, { weightsFile: result.weightsPath!, worst: 200 }, () => undefined)
    expect(all.worst).toHaveLength(found.count)
    expect(all.worst.slice(0, 12)).toEqual(worst)
    expect(all.worst.reduce((total, { loss }) => total + loss, 0) / found.count).toBeCloseTo(found.loss, 12)
    expect(all.worst.filter(({ label, predicted }) => label !== predicted)).toHaveLength(found.errors)
    const expected = new Uint8Array(12 * recordBytes(8))
    await dataset.readBatch('train', worst.map(({ index }) => index), expected) // prettier-ignore
    expect(pixels).toEqual(expected)
    for (const { index, label, loss, labelProbability } of worst) {
      expect(dataset.labels.train[index]).toBe(label)
      expect(labelProbability).toBeCloseTo(Math.exp(-loss), 12)
    }
    expect(told).toEqual([0, 20, 40, 60, 80])
  })

  it('refuses other images than those of the training', async () => {
    const other = await openDataset({ kind: 'synthetic', imageSize: 8, trainCount: 231, testCount: 10 })
    await expect(
      inspectWeights(other, { weightsFile: result.weightsPath!, worst: 1 }, () => undefined),
    ).rejects.toMatchObject({ sentence: { key: 'datasetChanged' } })
    other.close()
  })
})
