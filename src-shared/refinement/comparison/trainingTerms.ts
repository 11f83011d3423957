/** The terms under which a population was sampled and trained. */
export interface Trained {
  /** Hash of the data set's contents, which determine its classes; of the file, if trained elsewhere. */
  readonly datasetHash: string
  readonly plan: {
    readonly imageSize: number
    /** Multiply-adds of one image, both ends included; null: any. */
    readonly flops: { readonly low: number; readonly high: number } | null
    readonly recipe: unknown
    /** What of the recipe is drawn for each run, if anything. */
    readonly sweep?: unknown
  }
  /**
   * Set if the networks were trained elsewhere: their recipe and images are not known, so that they are taken as alike
   * within one file only.
   */
  readonly origin?: { readonly digest: string } | null
}

/**
 * Terms that two populations must share for a difference of their errors to be due to their spaces. The provider is not
 * among them (it computes the same function), nor is the seed (a further sample uses another).
 */
export const comparedTerms = ['dataset', 'imageSize', 'flops', 'recipe'] as const
export type TermId = (typeof comparedTerms)[number]

/** The terms in which two populations differ; empty if their errors are comparable. */
export function termDifferences(one: Trained, other: Trained): TermId[] {
  const [a, b] = [valuesOf(one), valuesOf(other)]
  return comparedTerms.filter((term) => canonical(a[term]) !== canonical(b[term]))
}

/** Equal exactly for populations with comparable errors. */
export const termsKey = (trained: Trained): string => canonical(valuesOf(trained))

function valuesOf({
  datasetHash,
  plan: { imageSize, flops, recipe, sweep },
  origin,
}: Trained): Record<TermId, unknown> {
  if (origin) return { dataset: origin.digest, imageSize, flops: null, recipe: origin.digest }
  return {
    dataset: datasetHash,
    imageSize,
    flops: openWindow(flops),
    recipe: sweep === undefined ? recipe : { recipe, sweep },
  }
}

/** A window that holds every network counts as no window. */
function openWindow(flops: Trained['plan']['flops']): unknown {
  return flops && flops.low <= 0 && flops.high >= Number.MAX_SAFE_INTEGER ? null : flops
}

/** Plain data as text, independent of key order. */
export function canonical(value: unknown): string {
  const text = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) as string | undefined
  return text ?? ''
}
