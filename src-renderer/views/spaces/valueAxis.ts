/** An axis for the values of a distribution: few values are evenly spaced, many are placed by size. */
export interface ValueAxis {
  /** Ascending; the ends of a range snap to them. */
  readonly values: readonly number[]
  /** Edges of the histogram's bins as shares of the axis, one more than there are bins. */
  readonly edges: readonly number[]
  /** The position of a value as a share of the axis, in [0, 1]. */
  readonly at: (value: number) => number
  /** Index of the value nearest to a share. */
  readonly nearest: (share: number) => number
}

const mostBins = 32

/**
 * The axis over `values`: up to 32 values get a bin each; more are put into 32 bins, of equal width on a logarithmic
 * scale if `log`.
 */
export function valueAxis(values: readonly number[], log: boolean): ValueAxis {
  const sorted = [...new Set(values)].sort((a, b) => a - b)
  const count = sorted.length
  const few = count <= mostBins
  const bins = few ? Math.max(1, count) : mostBins
  const scale = log && sorted[0]! > 0 ? Math.log : (x: number) => x
  const [low, high] = [scale(sorted[0] ?? 0), scale(sorted.at(-1) ?? 1)]
  const at = few
    ? (value: number) => (nearestIndex(sorted, value) + 0.5) / bins
    : (value: number) => Math.min(1, Math.max(0, (scale(value) - low) / (high - low)))
  const places = sorted.map(at)
  return {
    values: sorted,
    edges: Array.from({ length: bins + 1 }, (_, i) => i / bins),
    at,
    nearest: (share) => nearestIndex(places, share),
  }
}

/** Number of `values` in each bin of the axis. */
export function binCounts({ edges, at }: ValueAxis, values: readonly number[]): number[] {
  const bins = edges.length - 1
  const counts = new Array<number>(bins).fill(0)
  for (const value of values) counts[Math.min(bins - 1, Math.floor(at(value) * bins))]!++
  return counts
}

/** Index of the entry of an ascending list that is nearest to `x`. */
function nearestIndex(sorted: readonly number[], x: number): number {
  let low = 0
  let high = sorted.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (sorted[middle]! <= x) low = middle
    else high = middle
  }
  return high >= 0 && Math.abs(sorted[high]! - x) < Math.abs(sorted[low]! - x) ? high : low
}
