import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { isOwnedFile } from '#main/disk/owned.ts'
import { liesInside } from '#main/disk/removeOwned.ts'
import type { EpochMetrics } from '#main/trainer/messages.ts'
import { runDigest } from '#main/trainer/runDigest.ts'
import { readWeights, WeightsError } from '#main/trainer/weights.ts'

interface RunOfWeights {
  digest: string | null
  epochs: readonly EpochMetrics[]
}

/** Whether a file holds the weights that a run's digest was made of. */
export function areWeightsOf(file: string, { digest, epochs }: RunOfWeights): boolean {
  if (digest === null) return false
  try {
    return runDigest(epochs, readWeights(file, digest).tensors) === digest
  } catch (error) {
    if (error instanceof WeightsError) return false
    throw error
  }
}

/**
 * The same of the file that a lab has stored under a path in its folder. Nothing that is not the lab's own is read.
 */
export function areStoredWeightsOf(folder: string, stored: string, run: RunOfWeights): boolean {
  const file = join(folder, stored)
  const isOwn = isOwnedFile('lab', stored) && liesInside(folder, stored)
  return isOwn && lstatSync(file, { throwIfNoEntry: false })?.isFile() === true && areWeightsOf(file, run)
}
