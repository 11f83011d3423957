import { createHash } from 'node:crypto'
import type { Graph } from '#shared/graph/graph.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { ImageParts } from '#shared/training/packedImages.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import type { Dataset } from '#main/datasets/dataset.ts'
import { batchPlace, keepsOnDevice, type StepPlace } from '../engine/batchPlace.ts'
import { deviceStep, writtenStep, type PackedImages, type StepGraph } from '../engine/stepGraph.ts'
import { recordsOf } from './batchReader.ts'
import { packTraining } from './packTraining.ts'
import type { TrainingBatches } from './trainingBatches.ts'

/** What the batches of a run are made of. */
export interface RunImages {
  dataset: Dataset
  /** Indices of the images trained on. */
  train: Int32Array
  recipe: Recipe
  batches: TrainingBatches
}

/** Makes the step of a run for an engine; any choice gives the same bits. */
export type StepChoice = (graph: Graph, plan: LoweringPlan, images: RunImages, place: StepPlace) => StepGraph

/** Steps whose results a device keeps until they are read: at most this many are taken at once. */
const historySteps = 64

/** The fastest step; see batchPlace. */
export const chooseStep: StepChoice = (graph, plan, images, place) => {
  const { imageSize } = images.dataset.info
  const { mixupAlpha, ema } = images.recipe
  const batches = batchPlace(place, plan, images.recipe, { imageSize, count: images.train.length })
  const average = ema !== null && keepsOnDevice(place) && plan.hostPrecision === 'float32'
  const kept = { history: historySteps, average }
  if ('device' in batches)
    return deviceStep(graph, plan, packedImages(images, batches.device), { ...kept, mixup: mixupAlpha > 0 })
  return writtenStep(graph, plan, images.batches, keepsOnDevice(place) ? kept : { history: null })
}

/** The images trained on, to be packed in these parts. */
export function packedImages({ dataset, train }: RunImages, parts: ImageParts): PackedImages {
  const { mean, std, hash } = dataset.info
  const chosen = createHash('sha256').update(new Uint8Array(train.buffer, train.byteOffset, train.byteLength))
  return {
    ...{ key: `${hash} ${chosen.digest('hex')}`, parts, mean, std },
    pack: (part) => packTraining(recordsOf(dataset, 'train'), train, parts, part),
  }
}
