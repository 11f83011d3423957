import { z } from 'zod'
import { networkSchema } from '#shared/networks/network.ts'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import type { DatasetInfo } from '#main/datasets/dataset.ts'
import { readTensorFile, writeTensorFile, type FileTensor } from './tensorFile.ts'

const triple = z.tuple([z.number(), z.number(), z.number()])

/** What a file of weights says about itself: enough to use it, and where it came from. */
const descriptionSchema = z.object({
  network: networkSchema,
  recipe: recipeSchema,
  seed: z.number(),
  plan: z.string(),
  provider: z.string(),
  dataset: z.object({
    id: z.string(),
    name: z.string(),
    hash: z.string(),
    classNames: z.array(z.string()),
    mean: triple,
    std: triple,
  }),
  validationErrors: z.number(),
  validationCount: z.number(),
  digest: z.string(),
  onnxruntime: z.string(),
})
/** The description as it is read. */
export type WeightsDescription = z.infer<typeof descriptionSchema>

const format = 'regnet-lab-bench weights'

/** The part of a data set's description that goes with weights. */
export function describeDataset({ id, name, hash, classNames, mean, std }: DatasetInfo): WeightsDescription['dataset'] {
  return { id, name, hash, classNames, mean, std }
}

/** Writes a run's final weights (parameters and statistics, reference names and layout) as a safetensors file. */
export function writeWeights(
  path: string,
  tensors: ReadonlyMap<string, FileTensor>,
  description: WeightsDescription,
): void {
  writeTensorFile(path, tensors, { format, version: '1', description: JSON.stringify(description) })
}

/** Weights and their description. Throws RangeError naming the file when it is none. */
export function readWeights(path: string): { tensors: Map<string, FileTensor>; description: WeightsDescription } {
  const { tensors, metadata } = readTensorFile(path)
  if (metadata['format'] !== format || metadata['version'] !== '1')
    throw new RangeError(`${path} is no file of a run's weights (${metadata['format'] ?? 'no format'} found).`)
  return {
    tensors,
    description: parseStrictly(
      descriptionSchema,
      JSON.parse(metadata['description'] ?? 'null'),
      `description in ${path}`,
    ),
  }
}
