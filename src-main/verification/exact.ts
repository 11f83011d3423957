import type { Case } from './verification.ts'

/** A case that passes only when every pair is equal; its error is the largest difference (infinite: other lengths). */
export function exactly(name: string, ours: readonly number[], reference: readonly number[]): Case {
  const differences = ours.map((value, i) => Math.abs(value - (reference[i] ?? NaN)))
  const comparable = ours.length === reference.length && differences.every((difference) => !Number.isNaN(difference))
  const error = comparable ? Math.max(0, ...differences) : Infinity
  return { name, error, tolerance: 0, passed: error === 0 }
}

/** A case on the largest difference of pairs, relative to the reference unless that is 0. */
export function relatively(
  name: string,
  tolerance: number,
  pairs: readonly (readonly [ours: number, reference: number])[],
): Case {
  const errors = pairs.map(([ours, reference]) => Math.abs(ours - reference) / (Math.abs(reference) || 1))
  const error = errors.some(Number.isNaN) ? Infinity : Math.max(0, ...errors)
  return { name, error, tolerance, passed: error <= tolerance }
}
