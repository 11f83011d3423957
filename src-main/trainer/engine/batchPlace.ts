import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import { divideImages, partLengths, type ImageParts } from '#shared/training/packedImages.ts'
import type { EngineName } from './createEngine.ts'

/** Most bytes of one buffer that every WebGPU device can bind (maxStorageBufferBindingSize). */
const bufferBytes = 128 * 2 ** 20

/** Most bytes of images that lie on a device, whose free memory is not known: more than CIFAR's 50 000 take. */
const deviceBytes = 512 * 2 ** 20

const bytesPerNumber = 4

/** Where a step is taken. */
export interface StepPlace {
  provider: string
  engine: EngineName
}

/** Why batches are written on the host. */
export type HostReason =
  /** There is no other memory than the host's, or nothing stays in it between steps. */
  | 'memory'
  /** Resized images are computed in float64, which few devices have; mixed ones as well, under some plans. */
  | 'float64'
  /** The images take more memory than they may on a device. Those decoded on demand always do. */
  | 'size'

/** Whether an engine keeps tensors between steps in memory that is not the host's. */
export const keepsOnDevice = ({ provider, engine }: StepPlace): boolean => provider !== 'cpu' && engine !== 'host'

/**
 * Where the batches of a run are made under a plan, which changes no bits: on the device from images in these parts, or
 * not.
 */
export function batchPlace(
  place: StepPlace,
  plan: Pick<LoweringPlan, 'hostPrecision'>,
  { mixupAlpha, augmentation }: Pick<Recipe, 'mixupAlpha' | 'augmentation'>,
  images: { imageSize: number; count: number },
): { device: ImageParts } | { host: HostReason } {
  if (!keepsOnDevice(place)) return { host: 'memory' }
  if (augmentation.randomResizedCrop || (mixupAlpha > 0 && plan.hostPrecision === 'float64')) return { host: 'float64' }
  const parts = divideImages(images.imageSize, images.count, bufferBytes / bytesPerNumber)
  if (!parts) return { host: 'size' }
  const bytes = bytesPerNumber * partLengths(parts).reduce((sum, length) => sum + length, 0)
  return bytes > deviceBytes ? { host: 'size' } : { device: parts }
}
