import type { Stream } from '#shared/random/stream.ts'
import { ascending } from './ascending.ts'
import { quantileOfSorted } from './summary.ts'

/** How far apart the EDFs of two samples lie, over many draws of both. */
export interface EdfDistance {
  /** Networks in each sample. */
  readonly size: number
  /** Mean Kolmogorov-Smirnov distance over the trials, in [0, 1]. */
  readonly mean: number
  /** Ends of the central 95 % of the trials. */
  readonly low: number
  readonly high: number
}

/**
 * The Kolmogorov-Smirnov distance between `size` errors drawn with replacement from `a` and as many from `b`, over
 * `trials` draws. With `b` the same as `a`, the distance that chance alone makes.
 */
export function edfDistance(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  size: number,
  random: Stream,
  trials: number,
): EdfDistance {
  const values = [...new Set([...ascending(a, 'a'), ...ascending(b, 'b')])].sort((x, y) => x - y)
  const rank = new Map(values.map((value, i) => [value, i]))
  const ranksOf = (errors: ArrayLike<number>) => Uint32Array.from(errors, (error) => rank.get(error)!)
  const [ranksA, ranksB] = [ranksOf(a), ranksOf(b)]
  /** How often each value was drawn from a, less how often from b. */
  const excess = new Int32Array(values.length)
  const distances = Float64Array.from({ length: trials }, () => {
    excess.fill(0)
    for (let draw = 0; draw < size; draw++) excess[ranksA[random.below(ranksA.length)]!]!++
    for (let draw = 0; draw < size; draw++) excess[ranksB[random.below(ranksB.length)]!]!--
    let [sum, widest] = [0, 0]
    for (const more of excess) {
      sum += more
      widest = Math.max(widest, Math.abs(sum))
    }
    return widest / size
  }).sort()
  return {
    size,
    mean: distances.reduce((sum, value) => sum + value, 0) / trials,
    low: quantileOfSorted(distances, 0.025),
    high: quantileOfSorted(distances, 0.975),
  }
}
