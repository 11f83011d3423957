import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { mcNemarP, pairedShareRange, type PairedCounts } from '#shared/statistics/ranges/pairedShareRange.ts'

/** What a network chose for each image that its error was measured on; equally long lists. */
export interface Judgements {
  /** Hash of the data set's contents. */
  readonly datasetHash: string
  readonly split: 'train' | 'test' | 'validation'
  /** Positions of the images in their part of the data set, ascending. */
  readonly indices: Int32Array
  /** Index of the true class of each. */
  readonly labels: Uint16Array
  /** Index of the class that the network chose. */
  readonly predicted: Uint16Array
}

/** Images of one class that both networks judged: wrong by both, by one alone, by neither. */
export interface ClassPair extends PairedCounts {
  /** Index of the class. */
  readonly label: number
}

/** Two networks on the images that both were measured on. */
export interface PairedInspections {
  readonly classNames: readonly string[]
  /** Number of those images. */
  readonly shared: number
  /** Each class, in order. */
  readonly classes: readonly ClassPair[]
}

/**
 * Counts the errors of two networks on the images that both were measured on; none are shared if their data sets, or
 * the parts of it, differ.
 */
export function pairInspections(
  first: Judgements,
  second: Judgements,
  classNames: readonly string[],
): PairedInspections {
  const counts = classNames.map(() => ({ both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 }))
  const isSame = first.datasetHash === second.datasetHash && first.split === second.split
  let shared = 0
  for (let i = 0, j = 0; isSame && i < first.indices.length && j < second.indices.length;) {
    const [a, b] = [first.indices[i]!, second.indices[j]!]
    if (a === b) {
      const label = first.labels[i]!
      const [one, other] = [first.predicted[i] !== label, second.predicted[j] !== label]
      counts[label]![one ? (other ? 'both' : 'onlyFirst') : other ? 'onlySecond' : 'neither']++
      shared++
    }
    if (a <= b) i++
    if (b <= a) j++
  }
  return { classNames, shared, classes: counts.map((one, label) => ({ label, ...one })) }
}

/** How the errors of two networks on the images of a class, or on all, differ. */
export interface ErrorDifference extends PairedCounts {
  readonly images: number
  /** The first network's share of errors minus the second's, with its 95 % range; see pairedShareRange. */
  readonly difference: Interval
  /** See mcNemarP. */
  readonly p: number
}

export interface ClassDifference extends ErrorDifference {
  readonly label: number
  readonly name: string
  /** Whether the p value, by Holm's correction for all classes, is below 5 %. */
  readonly isDecided: boolean
}

const differenceOf = (counts: PairedCounts): ErrorDifference => ({
  ...{ both: counts.both, onlyFirst: counts.onlyFirst, onlySecond: counts.onlySecond, neither: counts.neither },
  images: counts.both + counts.onlyFirst + counts.onlySecond + counts.neither,
  difference: pairedShareRange(counts),
  p: mcNemarP(counts),
})

/** The difference on all shared images. */
export function wholeDifference({ classes }: PairedInspections): ErrorDifference {
  const sum = (of: (pair: ClassPair) => number) => classes.reduce((total, pair) => total + of(pair), 0)
  return differenceOf({
    both: sum(({ both }) => both),
    onlyFirst: sum(({ onlyFirst }) => onlyFirst),
    onlySecond: sum(({ onlySecond }) => onlySecond),
    neither: sum(({ neither }) => neither),
  })
}

/** The differences of each class, in order. Those decided are wrong about any class with probability at most 5 %. */
export function classDifferences({ classes, classNames }: PairedInspections): ClassDifference[] {
  const found = classes.map((pair) => ({ label: pair.label, name: classNames[pair.label]!, ...differenceOf(pair) }))
  const decided = holm(found.map(({ p }) => p))
  return found.map((one, i) => ({ ...one, isDecided: decided[i]! }))
}

/** Which hypotheses fall at 5 % for all together (Holm, Scandinavian Journal of Statistics 6, 1979). */
function holm(ps: readonly number[]): boolean[] {
  const order = ps.map((p, i) => ({ p, i })).sort((a, b) => a.p - b.p)
  const end = order.findIndex(({ p }, rank) => p >= 0.05 / (ps.length - rank))
  const fallen = new Set((end < 0 ? order : order.slice(0, end)).map(({ i }) => i))
  return ps.map((_, i) => fallen.has(i))
}
