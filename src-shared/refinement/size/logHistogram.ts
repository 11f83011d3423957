/** Counts over bins of equal width on a logarithmic axis; bin i is [edges[i], edges[i + 1]). */
export interface LogHistogram {
  readonly edges: readonly number[]
  readonly counts: readonly number[]
}

const binsPerDecade = 12

/** Incremental counter of positive values. Bin edges do not depend on the data, so histograms can be overlaid. */
export class LogCounter {
  readonly #counts = new Map<number, number>()

  add(value: number): void {
    const bin = Math.floor(Math.log10(value) * binsPerDecade)
    this.#counts.set(bin, (this.#counts.get(bin) ?? 0) + 1)
  }

  /** The bins from the lowest to the highest non-empty one; no bins if nothing was counted. */
  histogram(): LogHistogram {
    if (this.#counts.size === 0) return { edges: [], counts: [] }
    const low = Math.min(...this.#counts.keys())
    const count = Math.max(...this.#counts.keys()) - low + 1
    return {
      edges: Array.from({ length: count + 1 }, (_, i) => 10 ** ((low + i) / binsPerDecade)),
      counts: Array.from({ length: count }, (_, i) => this.#counts.get(low + i) ?? 0),
    }
  }
}
