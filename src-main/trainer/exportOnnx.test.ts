import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as ort from 'onnxruntime-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lower } from '#shared/lowering/lower.ts'
import { loweringPlans } from '#shared/lowering/plans.ts'
import { activationIds, blockIds, stemIds, type Network } from '#shared/networks/network.ts'
import { modelProto } from '#shared/onnx/schema.ts'
import { stream } from '#shared/random/stream.ts'
import { inferenceModel } from '#shared/training/inferenceGraph.ts'
import { initialState } from '#shared/training/initialState.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import { evaluationGraph, stepNames } from '#shared/training/trainingGraph.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { splitTraining } from '#main/datasets/split.ts'
import { countModelErrors, exportRun } from './exportOnnx.ts'
import { createSession } from './session.ts'
import { tinyNetwork } from './tinyNetwork.ts'
import { trainRun } from './train.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'export-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const base: Network = {
  ...tinyNetwork,
  block: 'x',
  stages: [
    { depth: 2, width: 8, stride: 1, bottleneckRatio: 1, groupWidth: 4 },
    { depth: 1, width: 16, stride: 2, bottleneckRatio: 2, groupWidth: 4 },
  ],
  imageSize: 12,
}
const networks: [string, Network][] = [
  ...blockIds.map((block): [string, Network] => [`block ${block}`, { ...base, block }]),
  ...stemIds.map((stem): [string, Network] => [`stem ${stem}`, { ...base, stem }]),
  ...activationIds.map((activation): [string, Network] => [
    `activation ${activation}`,
    { ...base, block: 'y', activation },
  ]),
  ['a head', { ...base, headWidth: 24 }],
]

/** Parameters and statistics away from their starting values. */
function perturbed(network: Network): Map<string, Float32Array> {
  const random = stream(9, 'weights')
  const state = [...initialState(network, 1, false)].map(([name, values]): [string, Float32Array] => [
    name,
    values.map((value) => (name.endsWith('running_var') ? 0.5 + random.uniform() : value + 0.2 * random.normal())),
  ])
  return new Map(state)
}

const mean = [0.5, 0.4, 0.3]
const std = [0.25, 0.2, 0.3]

describe('an exported model', () => {
  it.each(networks)('computes what the evaluation graph does: %s', async (_, network) => {
    const tensors = perturbed(network)
    const batch = 5
    const plane = network.imageSize ** 2
    const random = stream(2, 'dataset')
    const raw = Float32Array.from({ length: batch * 3 * plane }, () => random.uniform())
    const normalised = raw.map(
      (value, i) => (value - mean[Math.floor(i / plane) % 3]!) / std[Math.floor(i / plane) % 3]!,
    )
    const evaluation = await createSession(lower(evaluationGraph(network, batch), loweringPlans.cpu), {
      provider: 'cpu',
      threads: 1,
    })
    const expected = (await evaluation.compute(new Map([...tensors, [stepNames.images, normalised]]))).get('logits')!
    await evaluation.release()
    const session = await ort.InferenceSession.create(inferenceModel(network, tensors, { mean, std }))
    const images = new ort.Tensor('float32', raw, [batch, 3, network.imageSize, network.imageSize])
    const logits = (await session.run({ images }))['logits']!
    await session.release()
    expect(logits.dims).toEqual([batch, network.classes])
    const actual = logits.data as Float32Array
    const scale = Math.max(1, ...expected.map(Math.abs))
    const worst = expected.reduce((max, value, i) => Math.max(max, Math.abs(value - actual[i]!)), 0)
    expect(worst / scale).toBeLessThan(1e-5)
  })

  it('uses standard operators only and no batch normalisation', () => {
    const model = modelProto.toObject(modelProto.decode(inferenceModel(base, perturbed(base), { mean, std }))) as {
      opsetImport: { domain?: string }[]
      graph: { node: { opType: string; domain?: string }[] }
    }
    expect(model.opsetImport.map(({ domain }) => domain ?? '')).toEqual([''])
    expect(model.graph.node.filter(({ domain, opType }) => domain || opType === 'BatchNormalization')).toEqual([])
  })

  it('names the tensor that is missing', () => {
    const tensors = perturbed(base)
    tensors.delete('s1.b1.f.b_bn.running_var')
    expect(() => inferenceModel(base, tensors, { mean, std })).toThrow('s1.b1.f.b_bn.running_var')
  })

  it('of a trained run gets the stored number of images wrong in a fresh session, and says what it is', async () => {
    const dataset = await openDataset({ kind: 'synthetic', imageSize: 12, trainCount: 1000, testCount: 10 })
    const recipe = recipeSchema.parse({ epochs: 5, batchSize: 25, validation: { share: 0.5 }, zeroFinalGamma: true })
    const outcome = await trainRun(
      {
        ...{ runId: 1, attempt: 1, seed: 1, network: base, recipe, dataset: {}, datasetHash: '', provider: 'cpu' },
        ...{ plan: loweringPlans.cpu.id, checkpointPath: null, checkpointFolder: folder, keepWeights: true },
      },
      dataset,
      { onEpoch: () => undefined, onCheckpoint: () => undefined, stopRequest: () => undefined },
    )
    if (outcome.type !== 'finished') throw new Error(outcome.type)
    const path = join(folder, 'network.onnx')
    exportRun(outcome.result.weightsPath!, path)
    const { validation } = splitTraining(dataset.labels.train, 0.5, 1)
    const errors = await countModelErrors(path, dataset, 'train', validation)
    dataset.close()
    expect(outcome.result.validationCount).toBe(500)
    expect(errors).toBe(outcome.result.validationErrors)
    expect(errors).toBeLessThan(460)
  })
})
