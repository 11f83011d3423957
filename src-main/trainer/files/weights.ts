import { z } from 'zod'
import { networkSchema } from '#shared/networks/network.ts'
import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import type { DatasetInfo } from '#main/datasets/dataset.ts'
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import { runDigest } from './runDigest.ts'
import { readTensorFile, TensorFileError, writeTensorFile, type FileTensor } from './tensorFile.ts'

const triple = z.tuple([z.number(), z.number(), z.number()])

/** Self-description of a weights file: enough to use it, and its provenance. */
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
/** The description as read. */
export type WeightsDescription = z.infer<typeof descriptionSchema>

const format = 'regnet-lab-bench weights'
const keys = ['format', 'version', 'description']

/** A file that does not contain the complete weights of the expected run. */
export class WeightsError extends ValueError {}

/** The part of a data set's description stored with weights. */
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

export interface ReadWeights {
  tensors: Map<string, FileTensor>
  description: WeightsDescription
}

/** The fields of a run that its weights must match. */
export interface RunOfWeights {
  digest: string | null
  epochs: readonly EpochMetrics[]
}

/** How weights are verified: by the file's checksum if it has one, or always by the run's digest. */
export type WeightsCheck = 'checksum' | 'digest'

/**
 * Weights and their description, verified against the file's checksum and the expected run. Throws WeightsError if they
 * are damaged, missing or of another run.
 */
export function readWeights(path: string, run?: RunOfWeights, by: WeightsCheck = 'checksum'): ReadWeights {
  const { tensors, metadata, isChecked } = readChecked(path)
  if (metadata['format'] !== format || metadata['version'] !== '1')
    throw new WeightsError(sentence('weightsOfFormat', { path, found: metadata['format'] ?? '' }))
  const description = readDescription(path, metadata['description'])
  const { digest } = run ?? {}
  if (digest && description.digest !== digest)
    throw new WeightsError(sentence('weightsOfOtherRun', { path, found: description.digest, digest }))
  // A file from before checksums can only be verified by digest.
  if (run && (by === 'digest' || !isChecked) && runDigest(run.epochs, tensors) !== digest) throw unusable(path)
  return { tensors, description }
}

/** What is wrong with a weights file; null if it contains the complete weights of the run. See readWeights. */
export function checkWeights(path: string, run: RunOfWeights, by?: WeightsCheck): Sentence | null {
  try {
    readWeights(path, run, by)
    return null
  } catch (error) {
    if (error instanceof WeightsError) return error.sentence
    throw error
  }
}

function readChecked(path: string): ReturnType<typeof readTensorFile> {
  try {
    return readTensorFile(path, keys)
  } catch (error) {
    if (error instanceof TensorFileError)
      throw new WeightsError(sentence('weightsUnusable', { said: error.sentence }), { cause: error })
    throw error
  }
}

function readDescription(path: string, text = ''): WeightsDescription {
  try {
    return descriptionSchema.parse(JSON.parse(text))
  } catch (error) {
    throw unusable(path, error)
  }
}

function unusable(path: string, cause?: unknown): WeightsError {
  return new WeightsError(sentence('weightsUnusable', { said: sentence('tensorFileDamaged', { path }) }), { cause })
}
