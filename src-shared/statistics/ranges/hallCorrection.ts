/** How an estimate scatters: its standard deviation and the skewness of its law. */
export interface Scatter {
  readonly deviation: number
  readonly skewness: number
}

/**
 * What `reach` standard deviations on both sides of a value and their correction for skewness by Hall's cubic transformation
 * (J. R. Statist. Soc. B 54, 1992) hold together. Either alone is the better one at some shapes.
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

/** The studentised value that Hall's transformation takes to `quantile`. */
function corrected(quantile: number, skewness: number): number {
  if (Math.abs(skewness) < 1e-9) return quantile
  return (3 / skewness) * (Math.cbrt(1 + skewness * (quantile - skewness / 6)) - 1)
}
