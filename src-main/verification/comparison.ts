/** One fact checked against the reference: its worst error and the error that is allowed (0: must be exact). */
export interface Case {
  name: string
  error: number
  tolerance: number
  passed: boolean
}

/** A number of ours and the reference's. */
export type Pair = readonly [ours: number, reference: number]

/** The case of a known error. An error that is no number (infinite - infinite, a missing value) fails as infinite. */
export function judged(name: string, error: number, tolerance: number): Case {
  const known = Number.isNaN(error) ? Infinity : error
  return { name, error: known, tolerance, passed: known <= tolerance }
}

/** A case that passes only when every pair is equal; its error is the largest difference (infinite: other lengths). */
export function exactly(name: string, ours: readonly number[], reference: readonly number[]): Case {
  const pairs = pairsOf(ours, reference)
  return pairs ? absolutely(name, 0, pairs) : judged(name, Infinity, 0)
}

/** A case on the largest difference of pairs. */
export function absolutely(name: string, tolerance: number, pairs: readonly Pair[]): Case {
  return judged(name, largest(pairs.map(([ours, reference]) => Math.abs(ours - reference))), tolerance)
}

/** A case on the largest difference of pairs, each relative to its reference; a reference of 0 must be met exactly. */
export function relatively(name: string, tolerance: number, pairs: readonly Pair[]): Case {
  const errors = pairs.map(([ours, reference]) => Math.abs(ours - reference) / Math.max(Math.abs(reference), 1e-300))
  return judged(name, largest(errors), tolerance)
}

/** Two lists as pairs; undefined where one is longer. */
export function pairsOf(ours: ArrayLike<number>, reference: ArrayLike<number>): Pair[] | undefined {
  if (ours.length !== reference.length) return undefined
  return Array.from(ours, (value, i): Pair => [value, reference[i]!])
}

/** The largest of errors of at least 0; NaN where one is. */
function largest(errors: readonly number[]): number {
  return errors.reduce((worst, error) => (error > worst || Number.isNaN(error) ? error : worst), 0)
}
