import * as ort from 'onnxruntime-node'
import { exportOpset, type Opset } from '#shared/onnx/opsets.ts'
import { inferenceModel } from '#shared/training/inferenceGraph.ts'
import { recordBytes, type Dataset, type Split } from '#main/datasets/dataset.ts'
import { writeWhole } from '#main/disk/writeAtomically.ts'
import { rankOf } from '../training/scores.ts'
import { readWeights, type RunOfWeights, type WeightsDescription } from './weights.ts'

/** Writes the ONNX model of a run's weights to `path` and returns the description in the weights; see exportModel. */
export function exportRun(
  weightsPath: string,
  path: string,
  run?: RunOfWeights,
  opset: Opset = exportOpset,
): WeightsDescription {
  const { model, description } = exportModel(weightsPath, run, opset)
  writeWhole(path, [model])
  return description
}

/**
 * The ONNX model of a run's weights file, with the description in that file. The model takes RGB images in 0..1 and
 * carries class names and provenance as metadata. Throws WeightsError unless the file contains the complete weights of
 * `run`.
 */
export function exportModel(
  weightsPath: string,
  run?: RunOfWeights,
  opset: Opset = exportOpset,
): { model: Uint8Array; description: WeightsDescription } {
  const { tensors, description } = readWeights(weightsPath, run)
  const { network, recipe, dataset, seed, plan, provider, onnxruntime } = description
  const { validationErrors, validationCount } = description
  const data = new Map([...tensors].map(([name, tensor]) => [name, tensor.data]))
  const metadata = {
    task: 'image-classification',
    input: `images [batch, 3, ${network.imageSize}, ${network.imageSize}], RGB, 0..1; normalised inside the model`,
    output: `logits [batch, ${network.classes}]`,
    classNames: JSON.stringify(dataset.classNames),
    mean: JSON.stringify(dataset.mean),
    std: JSON.stringify(dataset.std),
    validationErrorPercent: `${(100 * validationErrors) / validationCount}`,
    validationErrors: `${validationErrors}`,
    validationCount: `${validationCount}`,
    dataset: `${dataset.name} (${dataset.hash})`,
    network: JSON.stringify(network),
    recipe: JSON.stringify(recipe),
    seed: `${seed}`,
    trainedWith: `onnxruntime ${onnxruntime}, ${provider}, plan ${plan}`,
    digest: description.digest,
  }
  const model = inferenceModel(network, data, dataset, { metadata, opset })
  return { model, description }
}

/** How many of the given images an exported model misclassifies, in a separate session on the CPU. */
export async function countModelErrors(
  path: string,
  dataset: Dataset,
  split: Split,
  indices: Int32Array,
  batch = 64,
): Promise<number> {
  const session = await ort.InferenceSession.create(path, { logSeverityLevel: 3 })
  const { imageSize } = dataset.info
  let errors = 0
  try {
    for (let first = 0; first < indices.length; first += batch) {
      const chosen = indices.subarray(first, first + batch)
      const records = new Uint8Array(chosen.length * recordBytes(imageSize))
      await dataset.readBatch(split, chosen, records)
      const values = Float32Array.from(records, (byte) => byte / 255)
      const images = new ort.Tensor('float32', values, [chosen.length, 3, imageSize, imageSize])
      const { logits } = await session.run({ images })
      const scored = { values: logits!.data as Float32Array, batch: chosen.length, batchLast: false }
      chosen.forEach((index, n) => {
        if (rankOf(scored, n, dataset.labels[split][index]!) > 0) errors++
      })
    }
  } finally {
    await session.release()
  }
  return errors
}
