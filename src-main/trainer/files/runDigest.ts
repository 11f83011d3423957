import { createHash } from 'node:crypto'
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import { bytesOf, type FileTensor } from './tensorFile.ts'

/** The measures that digests cover, which a new one does not change. */
const digested = [
  ...(['emaValidationErrorPercent', 'epoch', 'learningRate', 'trainErrorPercent', 'trainLoss'] as const),
  ...(['validationErrorPercent', 'validationErrors', 'validationLoss', 'validationTop5ErrorPercent'] as const),
]

/**
 * SHA-256 in hex over a run's metrics (without times) and its final weights: names, shapes and little-endian bytes in
 * declaration order. Equal digests mean equal bits.
 */
export function runDigest(metrics: readonly EpochMetrics[], weights: ReadonlyMap<string, FileTensor>): string {
  const hash = createHash('sha256')
  for (const epoch of metrics) {
    hash.update(JSON.stringify(digested.map((measure) => [measure, epoch[measure]])))
  }
  for (const [name, { shape, data }] of weights) hash.update(`\n${name} ${shape.join()}\n`).update(bytesOf(data))
  return hash.digest('hex')
}
