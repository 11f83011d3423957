/** Sampling variation of an estimate: its standard deviation and skewness. */
export interface Scatter {
  readonly deviation: number
  readonly skewness: number
}

/**
 * The union of the symmetric interval of `reach` standard deviations around a value and its correction for skewness by
 * Hall's cubic transformation (J. R. Statist. Soc. B 54, 1992). Which of the two covers better depends on the
 * distribution.
 */
export function skewedEnds(
  value: number,
  reach: number,
  { deviation, skewness }: Scatter,
): { low: number; high: number } {
  return {
    low: value - deviation * Math.max(reach, corrected(reach, skewness)),
    high: value - deviation * Math.min(-reach, corrected(-reach, skewness)),
  }
}

/** The studentised value that Hall's transformation maps to `quantile`. */
function corrected(quantile: number, skewness: number): number {
  if (Math.abs(skewness) < 1e-9) return quantile
  return (3 / skewness) * (Math.cbrt(1 + skewness * (quantile - skewness / 6)) - 1)
}
