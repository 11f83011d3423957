import type { LogHistogram } from '#shared/refinement/size/logHistogram.ts'

/** Number of bins that a window spans: a factor of about 1.8, as wide as a study on one machine can afford to mix. */
const spannedBins = 3

/**
 * Suggests a FLOPs window from the histogram of draws from a space: among the cheaper half of the draws, the window
 * that holds most of them, its ends with two digits. Undefined if there are too few draws.
 */
export function suggestWindow({ edges, counts }: LogHistogram): { low: number; high: number } | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0 || counts.length < spannedBins) return undefined
  let below = 0
  let best = { start: 0, held: -1 }
  for (let start = 0; start + spannedBins <= counts.length; start++) {
    const held = counts.slice(start, start + spannedBins).reduce((sum, count) => sum + count, 0)
    if (start > 0 && below + held > total / 2) break
    if (held > best.held) best = { start, held }
    below += counts[start]!
  }
  const rounded = (flops: number) => Number(flops.toPrecision(2))
  return { low: rounded(edges[best.start]!), high: rounded(edges[best.start + spannedBins]!) }
}
