import { createHash } from 'node:crypto'
import type { EpochMetrics } from '../messages.ts'
import { bytesOf, type FileTensor } from './tensorFile.ts'

/**
 * SHA-256 in hex over a run's metrics, without times, and its final weights: names, shapes and little-endian bytes in
 * order of declaration. Equal digests mean equal bits.
 */
export function runDigest(metrics: readonly EpochMetrics[], weights: ReadonlyMap<string, FileTensor>): string {
  const hash = createHash('sha256')
  for (const epoch of metrics) {
    const timeless = Object.entries(epoch).filter(([key]) => key !== 'imagesPerSecond' && key !== 'durationMs')
    hash.update(JSON.stringify(timeless.sort(([a], [b]) => (a < b ? -1 : 1))))
  }
  for (const [name, { shape, data }] of weights) hash.update(`\n${name} ${shape.join()}\n`).update(bytesOf(data))
  return hash.digest('hex')
}
