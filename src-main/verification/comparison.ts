/** One fact checked against the reference: its worst error and the tolerance (0: exact). */
export interface Case {
  name: string
  error: number
  tolerance: number
  passed: boolean
}

/** A value of ours and the reference's. */
export type Pair = readonly [ours: number, reference: number]

/** A case with a known error. NaN (infinite - infinite, a missing value) counts as infinite. */
export function judged(name: string, error: number, tolerance: number): Case {
  const comparable = Number.isNaN(error) ? Infinity : error
  return { name, error: comparable, tolerance, passed: comparable <= tolerance }
}

/**
 * A case that passes only if all pairs are equal; its error is the largest difference, or infinite if the lengths
 * differ.
 */
export function exactly(name: string, ours: readonly number[], reference: readonly number[]): Case {
  const pairs = pairsOf(ours, reference)
  return pairs ? absolutely(name, 0, pairs) : judged(name, Infinity, 0)
}

/** A case on the largest absolute difference of pairs. */
export function absolutely(name: string, tolerance: number, pairs: readonly Pair[]): Case {
  return judged(name, largest(pairs.map(([ours, reference]) => Math.abs(ours - reference))), tolerance)
}

/** A case on the largest relative difference of pairs; a reference of 0 must match exactly. */
export function relatively(name: string, tolerance: number, pairs: readonly Pair[]): Case {
  const errors = pairs.map(([ours, reference]) => Math.abs(ours - reference) / Math.max(Math.abs(reference), 1e-300))
  return judged(name, largest(errors), tolerance)
}

/** Two lists as pairs; undefined if their lengths differ. */
export function pairsOf(ours: ArrayLike<number>, reference: ArrayLike<number>): Pair[] | undefined {
  if (ours.length !== reference.length) return undefined
  return Array.from(ours, (value, i): Pair => [value, reference[i]!])
}

/** The largest of non-negative errors; NaN if one is. */
function largest(errors: readonly number[]): number {
  return errors.reduce((worst, error) => (error > worst || Number.isNaN(error) ? error : worst), 0)
}
