import { exactShareRange, shareRange } from '#shared/statistics/ranges/shareRange.ts'
import { shareDifferenceRange } from '#shared/statistics/ranges/shareDifferenceRange.ts'
import { ofDifference, ofShare, type ExactCoverage } from './exactShares.ts'
import { newcombe, percentileOfShare, wilson } from './rivals.ts'
import {
  measureOne,
  measurePair,
  pairs,
  sizes,
  unequal,
  type Measured,
  type OneMethod,
  type PairMethod,
} from './settings.ts'
import { shapeIds, type ShapeId } from './shapes.ts'
import { measureWeighted, type WeightedHeld } from './weighted.ts'

/** Methods for the range of a share; the program uses `blaker`. */
export const shareMethods = {
  blaker: shareRange,
  clopperPearson: exactShareRange,
  wilson,
  percentile: percentileOfShare,
} as const
/** Methods for the range of a difference of shares; the program uses `exact`. */
export const differenceMethods = {
  exact: shareDifferenceRange,
  blaker: newcombe(shareRange),
  wilson: newcombe(wilson),
  percentile: newcombe(percentileOfShare),
} as const

export interface Calibration {
  readonly repetitions: number
  readonly shares: readonly { readonly n: number; readonly of: Record<keyof typeof shareMethods, ExactCoverage> }[]
  readonly differences: readonly {
    readonly n: number
    readonly m: number
    readonly of: Record<keyof typeof differenceMethods, ExactCoverage>
  }[]
  readonly pairs: readonly Measured<PairMethod>[]
  readonly ones: readonly Measured<OneMethod>[]
  readonly weighted: readonly { readonly shape: ShapeId; readonly n: number; readonly held: WeightedHeld }[]
}

export interface CalibrationScope {
  readonly sizes: readonly number[]
  readonly unequal: readonly (readonly [number, number])[]
  readonly pairs: typeof pairs
  readonly shapes: readonly ShapeId[]
  readonly weighted: readonly ShapeId[]
}
const everything: CalibrationScope = {
  sizes,
  unequal,
  pairs,
  shapes: shapeIds,
  weighted: ['normal', 'skew', 'bimodal', 'diverged'],
}

/**
 * Weighted runs are rematched in every resample, so they are measured in only one of four studies, and one of eight for
 * many runs.
 */
const weightedShare = (n: number): number => (n > 100 ? 8 : 4)

/** Measures everything; `say` receives progress messages. */
export function calibrate(
  repetitions: number,
  say: (line: string) => void = () => {},
  { sizes: ns, unequal: others, pairs: wantedPairs, shapes, weighted }: CalibrationScope = everything,
): Calibration {
  const counts = [...ns.map((n) => [n, n] as const), ...others]
  const of = <Id extends string, Range>(methods: Record<Id, Range>, measure: (range: Range) => ExactCoverage) =>
    Object.fromEntries((Object.entries(methods) as [Id, Range][]).map(([id, range]) => [id, measure(range)])) as Record<
      Id,
      ExactCoverage
    >
  say('shares')
  const found = {
    repetitions,
    shares: ns.map((n) => ({ n, of: of(shareMethods, (range) => ofShare(n, range)) })),
    differences: counts.map(([n, m]) => ({ n, m, of: of(differenceMethods, (range) => ofDifference(n, m, range)) })),
  }
  const seeds = (place: number) => 1000 + place
  return {
    ...found,
    ones: shapes.flatMap((shape, i) => {
      say(shape)
      return ns.map((n, j) => measureOne(shape, n, repetitions, seeds(100 * i + j)))
    }),
    pairs: wantedPairs.flatMap(([newer, older], i) => {
      say(`${newer} against ${older}`)
      return counts.map(([n, m], j) => measurePair({ newer, older, n, m }, repetitions, seeds(5000 + 100 * i + j)))
    }),
    weighted: weighted.flatMap((shape, i) => {
      say(`${shape}, weighted`)
      return ns
        .filter((n) => n >= 16)
        .map((n, j) => ({
          shape,
          n,
          held: measureWeighted(shape, n, Math.ceil(repetitions / weightedShare(n)), seeds(9000 + 100 * i + j)),
        }))
    }),
  }
}
