/** A sampled network with its initial weights as an ONNX model: logits in onnxruntime against the float64 reference. */
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as ort from 'onnxruntime-node'
import { presets, samplePopulation, scales, scaleSpace } from 'regnet-lab-bench/designspaces'
import { evaluate } from 'regnet-lab-bench/graph'
import { stream } from 'regnet-lab-bench/random'
import { evaluationGraph, inferenceModel, initialState, stepNames } from 'regnet-lab-bench/training'

const space = scaleSpace(presets.RegNetX, scales.tiny16)
const regime = { imageSize: 16, classes: 10, flops: { low: 3e5, high: 5e5 }, convention: 'paper' } as const
const { network } = samplePopulation({ space, regime, count: 1, seed: 3 }).networks[0]!
const state = initialState(network, 1, false)
// Images in 0..1 as they are: nothing to subtract or to divide by.
const model = inferenceModel(network, state, { mean: [0, 0, 0], std: [1, 1, 1] })
const path = process.argv[2] ?? join(tmpdir(), 'network.onnx')
writeFileSync(path, model)

const random = stream(2, 'dataset')
const images = Float32Array.from({ length: 3 * 16 * 16 }, () => random.uniform())
const session = await ort.InferenceSession.create(path, { logSeverityLevel: 3 })
const { logits } = await session.run({ images: new ort.Tensor('float32', images, [1, 3, 16, 16]) })
const exact = evaluate(evaluationGraph(network, 1), { ...Object.fromEntries(state), [stepNames.images]: images })
const expected = exact.get(stepNames.logits)!.data
const error = Math.max(...expected.map((value, i) => Math.abs(value - (logits!.data as Float32Array)[i]!)))
console.log(`${network.stages.map(({ depth, width }) => `${depth} x ${width}`).join(', ')}: ${path}`)
console.log(`${model.length} bytes; the largest error of a logit is ${error.toExponential(1)}`)
if (error > 1e-5) process.exitCode = 1
