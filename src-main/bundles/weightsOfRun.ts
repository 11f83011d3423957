import { join } from 'node:path'
import { ownedAt } from '#main/disk/ownedAt.ts'
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
  return ownedAt('lab', folder, stored) === 'file' && areWeightsOf(join(folder, stored), run)
}
