import { join } from 'node:path'
import { ownedAt } from '#main/disk/ownedAt.ts'
import { checkWeights, type RunOfWeights } from '#main/trainer/files/weights.ts'

/** Whether a file, of whatever origin, contains the weights behind a run's digest. */
export const areWeightsOf = (file: string, run: RunOfWeights): boolean => checkWeights(file, run, 'digest') === null

/** As areWeightsOf for a path in a lab's folder. Reads only the lab's own files. */
export function areStoredWeightsOf(folder: string, stored: string, run: RunOfWeights): boolean {
  return ownedAt('lab', folder, stored) === 'file' && areWeightsOf(join(folder, stored), run)
}
