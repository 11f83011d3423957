import { regimeKeys, type RegimeKey } from '#shared/designspaces/regimeKeys.ts'

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
    /** How its worst networks are dropped early, if they are. */
    readonly halving?: unknown
    readonly dataset?: unknown
    /** What its study varies on purpose. */
    readonly varied?: readonly RegimeKey[] | undefined
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
export const comparedTerms = ['dataset', 'imageSize', 'flops', 'recipe', 'halving'] as const
export type TermId = (typeof comparedTerms)[number]

/** The terms in which two populations differ; empty if their errors are comparable. */
export function termDifferences(one: Trained, other: Trained): TermId[] {
  const [a, b] = [valuesOf(one), valuesOf(other)]
  return comparedTerms.filter((term) => canonical(a[term]) !== canonical(b[term]))
}

/** How populations differ beside their spaces. */
export interface Differences {
  /** What was varied on purpose, as one of their studies says, and differs. */
  readonly varied: RegimeKey[]
  /** The other terms in which they differ. */
  readonly differing: TermId[]
}

/**
 * How populations differ beside their spaces, with what was varied on purpose apart: of another image size the images of
 * the same data set differ as well, and of other epochs the recipe.
 */
export function differencesOf(populations: readonly Trained[]): Differences {
  const differ = (of: (trained: Trained) => unknown) => new Set(populations.map((one) => canonical(of(one)))).size > 1
  const varied = regimeKeys.filter(
    (key) => populations.some(({ plan }) => plan.varied?.includes(key)) && differ((one) => regimeValue[key](one)),
  )
  const differing = comparedTerms.filter((term) => differ((one) => apartFrom(varied, valuesOf(one), one)[term]))
  return { varied, differing }
}

const regimeValue: Record<RegimeKey, (trained: Trained) => unknown> = {
  flops: ({ plan }) => openWindow(plan.flops),
  imageSize: ({ plan }) => plan.imageSize,
  epochs: ({ plan }) => (plan.recipe as { epochs?: unknown } | null)?.epochs,
}

/** The values without what follows from the varied keys. */
function apartFrom(
  varied: readonly RegimeKey[],
  values: Record<TermId, unknown>,
  { plan, origin }: Trained,
): Record<TermId, unknown> {
  if (origin) return values
  const { imageSize, flops, recipe, dataset, halving } = values
  const bySize = varied.includes('imageSize')
  return {
    dataset: bySize && plan.dataset ? without(['imageSize', 'resize'], plan.dataset) : dataset,
    imageSize: bySize ? null : imageSize,
    flops: varied.includes('flops') ? null : flops,
    recipe: varied.includes('epochs') ? recipeOf(without(['epochs'], plan.recipe), plan.sweep) : recipe,
    halving,
  }
}

const without = (keys: readonly string[], value: unknown): unknown =>
  Object.fromEntries(Object.entries(value ?? {}).filter(([key]) => !keys.includes(key)))

/** Equal exactly for populations with comparable errors. */
export const termsKey = (trained: Trained): string => canonical(valuesOf(trained))

function valuesOf({
  datasetHash,
  plan: { imageSize, flops, recipe, sweep, halving = null },
  origin,
}: Trained): Record<TermId, unknown> {
  if (origin) return { dataset: origin.digest, imageSize, flops: null, recipe: origin.digest, halving }
  return {
    dataset: datasetHash,
    imageSize,
    flops: openWindow(flops),
    recipe: recipeOf(recipe, sweep),
    halving,
  }
}

const recipeOf = (recipe: unknown, sweep: unknown): unknown => (sweep === undefined ? recipe : { recipe, sweep })

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
