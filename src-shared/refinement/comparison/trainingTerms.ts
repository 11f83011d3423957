/** Under what a population was sampled and trained. */
export interface Trained {
  /** Of the data set's contents: number and names of the classes follow from it. */
  readonly datasetHash: string
  readonly plan: {
    readonly imageSize: number
    /** Multiply-adds of one image, both ends included; null: any. */
    readonly flops: { readonly low: number; readonly high: number } | null
    readonly recipe: unknown
  }
}

/**
 * What two populations must have in common for the difference of their errors to be one of their spaces. The provider is
 * not among them: it computes the same function, and another seed is what a further sample is for.
 */
export const comparedTerms = ['dataset', 'imageSize', 'flops', 'recipe'] as const
export type TermId = (typeof comparedTerms)[number]

/** In what two populations differ so that their errors are not to be compared; empty: they are. */
export function termDifferences(one: Trained, other: Trained): TermId[] {
  const [a, b] = [valuesOf(one), valuesOf(other)]
  return comparedTerms.filter((term) => canonical(a[term]) !== canonical(b[term]))
}

/** Equal for two populations exactly where nothing makes their errors incomparable. */
export const termsKey = (trained: Trained): string => canonical(valuesOf(trained))

function valuesOf({ datasetHash, plan: { imageSize, flops, recipe } }: Trained): Record<TermId, unknown> {
  return { dataset: datasetHash, imageSize, flops: openWindow(flops), recipe }
}

/** A window that holds every network is none, however it was written. */
function openWindow(flops: Trained['plan']['flops']): unknown {
  return flops && flops.low <= 0 && flops.high >= Number.MAX_SAFE_INTEGER ? null : flops
}

/** Plain data as text, whatever the order of its keys. */
export function canonical(value: unknown): string {
  const text = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) as string | undefined
  return text ?? ''
}
