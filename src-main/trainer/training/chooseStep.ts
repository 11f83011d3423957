import type { Graph } from '#shared/graph/graph.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { ImageParts } from '#shared/training/packedImages.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import type { Dataset } from '#main/datasets/dataset.ts'
import { batchPlace } from '../engine/batchPlace.ts'
import type { EngineName } from '../engine/createEngine.ts'
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
export type StepChoice = (graph: Graph, plan: LoweringPlan, images: RunImages, engine: EngineName) => StepGraph

/** Steps whose results a device keeps until they are read: at most this many are taken at once. */
const historySteps = 64

/** The fastest step; see batchPlace. */
export const chooseStep: StepChoice = (graph, plan, images, engine) => {
  const { imageSize } = images.dataset.info
  const place = batchPlace(engine, images.recipe, { imageSize, count: images.train.length })
  if ('device' in place) return deviceStep(graph, plan, packedImages(images, place.device), historySteps)
  return writtenStep(graph, plan, images.batches, engine === 'host' ? null : historySteps)
}

/** The images trained on, to be packed in these parts. */
export function packedImages({ dataset, train }: RunImages, parts: ImageParts): PackedImages {
  const { mean, std } = dataset.info
  return { parts, mean, std, pack: (part) => packTraining(recordsOf(dataset, 'train'), train, parts, part) }
}
