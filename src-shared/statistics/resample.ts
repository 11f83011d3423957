import type { Stream } from '#shared/random/stream.ts'

/**
 * Draws `out.length` values of `sorted` with replacement into `out`, ascending. `counts` is scratch space of
 * sorted.length.
 */
function resampleAscending(sorted: Float64Array, random: Stream, counts: Uint32Array, out: Float64Array): void {
  counts.fill(0)
  for (let draw = 0; draw < out.length; draw++) counts[random.below(sorted.length)]!++
  let at = 0
  for (let i = 0; i < sorted.length; i++) {
    for (let copies = counts[i]!; copies > 0; copies--) out[at++] = sorted[i]!
  }
}

/** A function that returns the next resample of `sorted`, ascending and of the same length. The array is reused. */
export function resampler(sorted: Float64Array, random: Stream): () => Float64Array {
  const counts = new Uint32Array(sorted.length)
  const out = new Float64Array(sorted.length)
  return () => {
    resampleAscending(sorted, random, counts, out)
    return out
  }
}
