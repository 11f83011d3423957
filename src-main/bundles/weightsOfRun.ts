import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { isOwnedFile } from '#main/disk/owned.ts'
import { liesInside } from '#main/disk/removeOwned.ts'
import { runDigest } from '#main/trainer/runDigest.ts'
import { readWeights, WeightsError, type RunOfWeights } from '#main/trainer/weights.ts'

/** Whether a file holds the weights that a run's digest was made of. */
export function areWeightsOf(file: string, run: RunOfWeights): boolean {
  if (run.digest === null) return false
  try {
    return runDigest(run.epochs, readWeights(file, run).tensors) === run.digest
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
