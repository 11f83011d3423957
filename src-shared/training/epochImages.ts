import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import type { Recipe } from './recipe.ts'

/** Number of training images of a data set, and of its own validation images (0 or undefined: none). */
export interface ImageCounts {
  readonly trainCount: number
  readonly validationCount?: number | undefined
}

/** Number of validation images: the data set's own, or the recipe's share of the training images. */
export function validationImages({ validation }: Pick<Recipe, 'validation'>, counts: ImageCounts): number {
  return counts.validationCount || Math.round(counts.trainCount * validation.share)
}

/** Number of training images left once validation images are held out. */
export function imagesToTrainOn(recipe: Pick<Recipe, 'validation'>, counts: ImageCounts): number {
  return counts.validationCount ? counts.trainCount : counts.trainCount - validationImages(recipe, counts)
}

type Epoch = Pick<Recipe, 'batchSize' | 'imagesPerEpoch'>

/** Images per epoch in whole batches: the number the recipe asks for, at most `images`. */
export function imagesPerEpoch({ batchSize, imagesPerEpoch: chosen }: Epoch, images: number): number {
  return Math.floor(Math.min(chosen ?? images, images) / batchSize) * batchSize
}

/**
 * Batches per epoch, at least one. `name` is the data set's name for messages. Throws ValueError if the recipe asks for
 * more images than there are, or if an epoch has less than one batch.
 */
export function batchesPerEpoch(recipe: Epoch, images: number, name: string | Sentence): number {
  const requested = recipe.imagesPerEpoch ?? images
  if (requested > images) throw new ValueError(sentence('epochTooLong', { images: requested, name, left: images }))
  const { batchSize } = recipe
  if (batchSize > requested) throw new ValueError(sentence('batchTooLarge', { batchSize, name, images: requested }))
  return imagesPerEpoch(recipe, images) / batchSize
}
