import { distributionPmf, type Distribution } from './distributions.ts'

/** The values that a distribution draws, ascending; none where it is not valid. */
export function valuesOf(distribution: Distribution | undefined): number[] {
  if (!distribution) return []
  try {
    return distributionPmf(distribution).values
  } catch {
    return []
  }
}
