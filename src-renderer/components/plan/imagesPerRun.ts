import type { StudyPlan } from '#shared/contract/studies.ts'
import { imagesPerEpoch, imagesToTrainOn, validationImages, type ImageCounts } from '#shared/training/epochImages.ts'

/** Training images that pass through one network from start to end; null where the data set's size is not known. */
export function imagesPerRun({ dataset, recipe }: StudyPlan, contents?: ImageCounts): number | null {
  const counts = contents ?? (dataset.kind === 'synthetic' ? dataset : null)
  const images = counts === null ? recipe.imagesPerEpoch : imagesToTrainOn(recipe, counts)
  return images === null ? null : recipe.epochs * imagesPerEpoch(recipe, images)
}

/** A forward pass costs about a third of a step of training. */
const forwardShare = 1 / 3

/** Images of validation that one run sees, counted by what they cost beside images of training. */
export function validationLoad({ dataset, recipe }: StudyPlan, contents?: ImageCounts): number {
  const { epochs, evaluateEvery } = recipe
  const counts = contents ?? (dataset.kind === 'synthetic' ? dataset : { trainCount: 0 })
  return forwardShare * Math.ceil(epochs / evaluateEvery) * validationImages(recipe, counts)
}
