import { distributionPmf, type Distribution } from './distributions.ts'

/** The ascending values that a distribution can draw; empty if it is invalid. */
export function valuesOf(distribution: Distribution | undefined): number[] {
  if (!distribution) return []
  try {
    return distributionPmf(distribution).values
  } catch {
    return []
  }
}
