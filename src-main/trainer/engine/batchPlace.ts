import type { Recipe } from '#shared/training/recipe.ts'
import { divideImages, partLengths, type ImageParts } from '#shared/training/packedImages.ts'
import type { EngineName } from './createEngine.ts'

/** Most bytes of one buffer that every WebGPU device can bind (maxStorageBufferBindingSize). */
const bufferBytes = 128 * 2 ** 20

/** Most bytes of images that lie on a device, whose free memory is not known: more than CIFAR's 50 000 take. */
const deviceBytes = 512 * 2 ** 20

const bytesPerNumber = 4

/** Why batches are written on the host. */
export type HostReason =
  /** The state crosses to the provider with every step anyway, or lies in the host's memory. */
  | 'engine'
  /** Mixed and resized images are computed in float64, which few devices have. */
  | 'float64'
  /** The images take more memory than they may on a device. Those decoded on demand always do. */
  | 'size'

/** Where the batches of a run are made, which changes no bits: on the device from images in these parts, or not. */
export function batchPlace(
  engine: EngineName,
  { mixupAlpha, augmentation }: Pick<Recipe, 'mixupAlpha' | 'augmentation'>,
  images: { imageSize: number; count: number },
): { device: ImageParts } | { host: HostReason } {
  if (engine === 'host') return { host: 'engine' }
  if (mixupAlpha > 0 || augmentation.randomResizedCrop) return { host: 'float64' }
  const parts = divideImages(images.imageSize, images.count, bufferBytes / bytesPerNumber)
  if (!parts) return { host: 'size' }
  const bytes = bytesPerNumber * partLengths(parts).reduce((sum, length) => sum + length, 0)
  return bytes > deviceBytes ? { host: 'size' } : { device: parts }
}
