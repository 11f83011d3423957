import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import type { Recipe } from './recipe.ts'

/** How many images a data set has to train on, and of its own to validate on (0, or left out: none). */
export interface ImageCounts {
  readonly trainCount: number
  readonly validationCount?: number | undefined
}

/** Images that errors are measured on: a data set's own, or as many as the recipe holds out of those to train on. */
export function validationImages({ validation }: Pick<Recipe, 'validation'>, counts: ImageCounts): number {
  return counts.validationCount || Math.round(counts.trainCount * validation.share)
}

/** Images that are left to train on when those to validate on are held out of them. */
export function imagesToTrainOn(recipe: Pick<Recipe, 'validation'>, counts: ImageCounts): number {
  return counts.validationCount ? counts.trainCount : counts.trainCount - validationImages(recipe, counts)
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
