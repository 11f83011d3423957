import { join } from 'node:path'
import { ownedAt } from '#main/disk/ownedAt.ts'
import { checkWeights, type RunOfWeights } from '#main/trainer/files/weights.ts'

/** Whether a file, of whomever it is, holds the weights that a run's digest was made of. */
export const areWeightsOf = (file: string, run: RunOfWeights): boolean => checkWeights(file, run, 'digest') === null

/**
 * The same of the file that a lab has stored under a path in its folder. Nothing that is not the lab's own is read.
 */
export function areStoredWeightsOf(folder: string, stored: string, run: RunOfWeights): boolean {
  return ownedAt('lab', folder, stored) === 'file' && areWeightsOf(join(folder, stored), run)
}
