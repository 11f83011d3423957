import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as ort from 'onnxruntime-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lowerGraph } from '#shared/lowering/lowerGraph.ts'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { irVersionOf, opsets } from '#shared/onnx/opsets.ts'
import { modelProto } from '#shared/onnx/schema.ts'
import { stream } from '#shared/random/stream.ts'
import { inferenceModel } from '#shared/training/inferenceGraph.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import { evaluationGraph, stepNames } from '#shared/training/trainingGraph.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { splitTraining } from '#main/datasets/split.ts'
import { countModelErrors, exportRun } from './exportOnnx.ts'
import { createSession } from '../providers/session.ts'
import { exportedNetwork, exportedNetworks, perturbedState } from '../testing/exportedNetworks.ts'
import { trainRun } from '../train.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'export-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const mean = [0.5, 0.4, 0.3]
const std = [0.25, 0.2, 0.3]

interface DecodedValue {
  name: string
  type: { tensorType: { shape: { dim: { dimValue?: number; dimParam?: string }[] } } }
}

/** Logits of two fixed images. */
async function logitsOf(model: Uint8Array): Promise<Float32Array> {
  const { imageSize } = exportedNetwork
  const values = Float32Array.from({ length: 2 * 3 * imageSize ** 2 }, (_, i) => (i % 7) / 7)
  const session = await ort.InferenceSession.create(model)
  const { logits } = await session.run({ images: new ort.Tensor('float32', values, [2, 3, imageSize, imageSize]) })
  await session.release()
  return logits!.data as Float32Array
}

describe('an exported model', () => {
  it.each(exportedNetworks)('matches the evaluation graph: %s', async (_, network) => {
    const tensors = perturbedState(network)
    const batch = 5
    const plane = network.imageSize ** 2
    const random = stream(2, 'dataset')
    const raw = Float32Array.from({ length: batch * 3 * plane }, () => random.uniform())
    const normalised = raw.map(
      (value, i) => (value - mean[Math.floor(i / plane) % 3]!) / std[Math.floor(i / plane) % 3]!,
    )
    const evaluation = await createSession(lowerGraph(evaluationGraph(network, batch), loweringPlans.cpu), {
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

  it('uses only standard operators and no batch normalisation', () => {
    const model = modelProto.toObject(
      modelProto.decode(inferenceModel(exportedNetwork, perturbedState(exportedNetwork), { mean, std })),
    ) as {
      opsetImport: { domain?: string }[]
      graph: { node: { opType: string; domain?: string }[] }
    }
    expect(model.opsetImport.map(({ domain }) => domain ?? '')).toEqual([''])
    expect(model.graph.node.filter(({ domain, opType }) => domain || opType === 'BatchNormalization')).toEqual([])
  })

  it.each(opsets.map((opset) => [opset, irVersionOf(opset)]))(
    'in opset %i has IR version %i and computes the same',
    async (opset, irVersion) => {
      const model = inferenceModel(exportedNetwork, perturbedState(exportedNetwork), { mean, std }, { opset })
      const written = modelProto.toObject(modelProto.decode(model), { longs: Number })
      expect(written).toMatchObject({ irVersion, opsetImport: [{ version: opset }] })
      const usual = inferenceModel(exportedNetwork, perturbedState(exportedNetwork), { mean, std })
      expect(await logitsOf(model)).toEqual(await logitsOf(usual))
    },
  )

  it('stores the shape of every value', () => {
    const model = modelProto.toObject(
      modelProto.decode(inferenceModel(exportedNetwork, perturbedState(exportedNetwork), { mean, std })),
      { longs: Number },
    ) as { graph: { node: { output: string[] }[]; valueInfo: DecodedValue[] } }
    const { node, valueInfo } = model.graph
    const between = node.flatMap(({ output }) => output).filter((name) => name !== 'logits')
    expect(valueInfo.map(({ name }) => name)).toEqual(between)
    const shapes = valueInfo.map(({ type }) => type.tensorType.shape.dim.map((d) => d.dimParam ?? d.dimValue))
    expect(shapes.at(0)).toEqual(['batch', 3, 12, 12])
    // The second stage has stride 2 and 16 channels, which remain after global pooling.
    expect(shapes.slice(-4)).toEqual([
      ['batch', 16, 6, 6],
      ['batch', 16, 1, 1],
      ['batch', 16],
      ['batch', 10],
    ])
  })

  it('names each operator by its part', () => {
    const model = inferenceModel(exportedNetwork, perturbedState(exportedNetwork), { mean, std })
    const { graph } = modelProto.toObject(modelProto.decode(model)) as { graph: { node: { name: string }[] } }
    const parts = graph.node.map(({ name }) => name.split('/')[0])
    const blocks = exportedNetwork.stages.flatMap(({ depth }, stage) =>
      Array.from({ length: depth }, (_, block) => `s${stage + 1}.b${block + 1}`),
    )
    expect([...new Set(parts)]).toEqual(['stem', ...blocks, 'head'])
  })

  it('names a missing tensor', () => {
    const tensors = perturbedState(exportedNetwork)
    tensors.delete('s1.b1.f.b_bn.running_var')
    expect(() => inferenceModel(exportedNetwork, tensors, { mean, std })).toThrow('s1.b1.f.b_bn.running_var')
  })

  it('of a trained run misclassifies the stored number of images in a fresh session, and describes itself', async () => {
    const dataset = await openDataset({ kind: 'synthetic', imageSize: 12, trainCount: 1000, testCount: 10 })
    const recipe = recipeSchema.parse({ epochs: 5, batchSize: 25, validation: { share: 0.5 }, zeroFinalGamma: true })
    const outcome = await trainRun(
      {
        ...{
          runId: 1,
          attempt: 1,
          seed: 1,
          network: exportedNetwork,
          recipe,
          dataset: {},
          datasetHash: '',
          provider: 'cpu',
        },
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
