import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import type { Recipe } from './recipe.ts'

/** Images of a training set that are left to train on when the validation split is held out. */
export function imagesToTrainOn({ validation }: Pick<Recipe, 'validation'>, trainCount: number): number {
  return trainCount - Math.round(trainCount * validation.share)
}

type Epoch = Pick<Recipe, 'batchSize' | 'imagesPerEpoch'>

/** Images that one epoch sees, of whole batches: of `images` that there are to train on as many as the recipe asks for. */
export function imagesPerEpoch({ batchSize, imagesPerEpoch: asked }: Epoch, images: number): number {
  return Math.floor(Math.min(asked ?? images, images) / batchSize) * batchSize
}

/**
 * Batches of one epoch, at least one. `name`: what the user calls the data set. Throws ValueError where the recipe asks for
 * more images than there are, or where an epoch has fewer than a batch.
 */
export function batchesPerEpoch(recipe: Epoch, images: number, name: string | Sentence): number {
  const asked = recipe.imagesPerEpoch ?? images
  if (asked > images) throw new ValueError(sentence('epochTooLong', { images: asked, name, left: images }))
  const { batchSize } = recipe
  if (batchSize > asked) throw new ValueError(sentence('batchTooLarge', { batchSize, name, images: asked }))
  return imagesPerEpoch(recipe, images) / batchSize
}
