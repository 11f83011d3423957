import type { LogHistogram } from '#shared/refinement/size/logHistogram.ts'

export interface SharedBins extends LogHistogram {
  readonly other?: readonly number[]
}

/**
 * Two histograms over the same bins, from the lowest to the highest that either has. The edges of all log histograms
 * are on one grid.
 */
export function sharedBins(own: LogHistogram, other: LogHistogram | undefined): SharedBins {
  if (!other || other.counts.length === 0) return own
  if (own.counts.length === 0) return { edges: other.edges, counts: other.counts.map(() => 0), other: other.counts }
  const edges = [...new Set([...own.edges, ...other.edges])].sort((a, b) => a - b)
  const filled = gapless(edges, own)
  const counts = ({ edges: ownEdges, counts: ownCounts }: LogHistogram) =>
    filled.slice(0, -1).map((edge) => ownCounts[ownEdges.indexOf(edge)] ?? 0)
  return { edges: filled, counts: counts(own), other: counts(other) }
}

/** Fills in the edges that neither histogram has if the two do not touch. */
function gapless(edges: readonly number[], { edges: own }: LogHistogram): number[] {
  const ratio = own[1]! / own[0]!
  return edges.flatMap((edge, i) => {
    const next = edges[i + 1] ?? edge
    const steps = Math.max(1, Math.round(Math.log(next / edge) / Math.log(ratio)))
    return Array.from({ length: steps }, (_, k) => (k === 0 ? edge : edge * ratio ** k))
  })
}
