import type { Interval } from '#shared/statistics/ranges/interval.ts'
import type { Counted } from '#shared/statistics/ranges/shareDifferenceRange.ts'

/** Coverage of ranges over a number of true values, in percent, and their mean width. */
export interface ExactCoverage {
  readonly least: number
  readonly mean: number
  readonly width: number
}

/** The true shares at which ranges are checked: coarse in the middle, fine at the ends. */
export const shares = [0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5].flatMap(
  (share) => (share === 0.5 ? [share] : [share, 1 - share]),
)

/** The binomial probability of each number of hits. */
function binomial(n: number, p: number): Float64Array {
  const law = new Float64Array(n + 1)
  let log = n * Math.log1p(-p)
  for (let k = 0; k <= n; k++) {
    law[k] = Math.exp(log)
    log += Math.log((n - k) / (k + 1)) + Math.log(p / (1 - p))
  }
  return law
}

const holds = ({ low, high }: Interval, truth: number) => low <= truth + 1e-12 && truth - 1e-12 <= high

/** Exact coverage of a range of a share from n trials. */
export function ofShare(n: number, rangeOf: (hits: number, trials: number) => Interval): ExactCoverage {
  const ranges = Array.from({ length: n + 1 }, (_, k) => rangeOf(k, n))
  const found = shares.map((p) => {
    const law = binomial(n, p)
    return {
      held: ranges.reduce((sum, range, k) => sum + (holds(range, p) ? law[k]! : 0), 0),
      width: ranges.reduce((sum, { low, high }, k) => sum + law[k]! * (high - low), 0),
    }
  })
  return summed(found)
}

/** Exact coverage of a range of the difference of two shares. */
export function ofDifference(
  n: number,
  m: number,
  rangeOf: (newer: Counted, older: Counted) => Interval,
): ExactCoverage {
  const ranges = Array.from({ length: n + 1 }, (_, j) =>
    Array.from({ length: m + 1 }, (_, k) => rangeOf({ hits: j, trials: n }, { hits: k, trials: m })),
  )
  const [ofN, ofM] = [n, m].map((count) => shares.map((p) => binomial(count, p))) as [Float64Array[], Float64Array[]]
  const found = shares.flatMap((p, i) =>
    shares.map((q, l) => {
      let [held, width] = [0, 0]
      ranges.forEach((row, j) => {
        const chance = ofN[i]![j]!
        if (chance < 1e-12) return
        row.forEach((range, k) => {
          const both = chance * ofM[l]![k]!
          width += both * (range.high - range.low)
          if (holds(range, p - q)) held += both
        })
      })
      return { held, width }
    }),
  )
  return summed(found)
}

function summed(found: readonly { held: number; width: number }[]): ExactCoverage {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const held = found.map((one) => 100 * one.held)
  return { least: Math.min(...held), mean: mean(held), width: mean(found.map(({ width }) => width)) }
}
