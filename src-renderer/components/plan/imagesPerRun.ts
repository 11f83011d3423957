import type { StudyPlan } from '#shared/contract/studies.ts'
import { imagesPerEpoch, imagesToTrainOn, validationImages, type ImageCounts } from '#shared/training/epochImages.ts'

/** Number of training images that pass through one network in total; null if the size of the data set is unknown. */
export function imagesPerRun({ dataset, recipe }: StudyPlan, contents?: ImageCounts): number | null {
  const counts = contents ?? (dataset.kind === 'synthetic' ? dataset : null)
  const images = counts === null ? recipe.imagesPerEpoch : imagesToTrainOn(recipe, counts)
  return images === null ? null : recipe.epochs * imagesPerEpoch(recipe, images)
}

/** A forward pass costs about a third of a training step. */
const forwardShare = 1 / 3

/** Number of validation images of one run, weighted by their cost relative to training images. */
export function validationLoad({ dataset, recipe }: StudyPlan, contents?: ImageCounts): number {
  const { epochs, evaluateEvery } = recipe
  const counts = contents ?? (dataset.kind === 'synthetic' ? dataset : { trainCount: 0 })
  return forwardShare * Math.ceil(epochs / evaluateEvery) * validationImages(recipe, counts)
}
