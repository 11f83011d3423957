import { roundHalfEven } from '#shared/random/rounding.ts'
import { ascending } from './ascending.ts'
import { kolmogorovSurvival } from './kolmogorovDistribution.ts'

export interface KolmogorovSmirnov {
  /** Largest vertical distance between the two EDFs, in [0, 1]. */
  readonly distance: number
  /** The lowest error just above which the distance is attained. */
  readonly at: number
  /** Two-sided p from the one-sample distribution with round(n m / (n + m)) draws, as scipy's method 'asymp'. */
  readonly asymptoticP: number
  /** Two-sided p from counting lattice paths, as scipy's method 'exact'; conservative under ties. */
  readonly exactP: number
}

/** Distance between two EDFs, and the two-sided p-value of the hypothesis that both samples share one distribution. */
export function kolmogorovSmirnov(a: ArrayLike<number>, b: ArrayLike<number>): KolmogorovSmirnov {
  const gap = widestGap(ascending(a, 'a'), ascending(b, 'b'))
  const distance = gap.scaled / (a.length * b.length)
  const effective = roundHalfEven((a.length * b.length) / (a.length + b.length))
  return {
    distance,
    at: gap.at,
    asymptoticP: kolmogorovSurvival(effective, distance),
    exactP: pathsOutside(a.length, b.length, gap.scaled),
  }
}

/** The widest gap as an integer, scaled by a.length * b.length, so that rounding cannot decide a tie. */
function widestGap(a: Float64Array, b: Float64Array): { scaled: number; at: number } {
  let scaled = 0
  let at = Math.min(a[0]!, b[0]!)
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i]!, b[j]!)
    while (a[i] === value) i++
    while (b[j] === value) j++
    const gap = Math.abs(i * b.length - j * a.length)
    if (gap > scaled) {
      scaled = gap
      at = value
    }
  }
  return { scaled, at }
}

/**
 * Share of the lattice paths from (0, 0) to (n, m) that reach |i m - j n| >= gap. The recurrence adds only positive
 * terms (Viehmann, "Numerically more stable computation of the p-values for the two-sample Kolmogorov-Smirnov test",
 * 2021), so tiny p-values keep their digits.
 */
function pathsOutside(n: number, m: number, gap: number): number {
  if (gap === 0) return 1
  // share[j] stays 1 outside the band |i m - j n| < gap, which moves right as i grows.
  const share = new Float64Array(m + 1).fill(1)
  let start = 0
  for (let i = 0; i <= n; i++) {
    const first = Math.max(0, Math.floor((i * m - gap) / n) + 1)
    const last = Math.min(m, Math.ceil((i * m + gap) / n) - 1)
    share.fill(1, start, first)
    start = first
    for (let j = first; j <= last; j++) {
      const steps = (i === 0 ? 0 : i * share[j]!) + (j === 0 ? 0 : j * share[j - 1]!)
      share[j] = i + j === 0 ? 0 : steps / (i + j)
    }
  }
  return share[m]!
}
