import type { DatasetContents } from '#shared/contract/datasets.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import { imagesPerEpoch, imagesToTrainOn } from '#shared/training/epochImages.ts'

/** Training images that pass through one network from start to end; null where the data set's size is not known. */
export function imagesPerRun(
  { dataset, recipe }: StudyPlan,
  contents?: Pick<DatasetContents, 'trainCount'>,
): number | null {
  const count = contents?.trainCount ?? (dataset.kind === 'synthetic' ? dataset.trainCount : null)
  const images = count === null ? recipe.imagesPerEpoch : imagesToTrainOn(recipe, count)
  return images === null ? null : recipe.epochs * imagesPerEpoch(recipe, images)
}

/** A forward pass costs about a third of a step of training. */
const forwardShare = 1 / 3

/** Images of validation that one run sees, counted by what they cost beside images of training. */
export function validationLoad({ dataset, recipe }: StudyPlan, trainCount?: number): number {
  const { epochs, evaluateEvery, validation } = recipe
  const count = trainCount ?? (dataset.kind === 'synthetic' ? dataset.trainCount : 0)
  return forwardShare * Math.ceil(epochs / evaluateEvery) * validation.share * count
}
