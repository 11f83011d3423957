import { betaQuantile, regularisedBeta } from './incompleteBeta.ts'
import { missed, type Interval } from './interval.ts'

/**
 * The share `hits` of `trials` with Blaker's 95 % range (Canadian Journal of Statistics 28, 2000): exact, so it never
 * undercovers, and inside that of Clopper and Pearson. [0, 1] without trials.
 */
export function shareRange(hits: number, trials: number): Interval {
  if (trials === 0) return { value: 0, low: 0, high: 1 }
  return {
    value: hits / trials,
    low: lowerEnd(hits, trials),
    high: 1 - lowerEnd(trials - hits, trials),
  }
}

/**
 * The Clopper-Pearson range (Biometrika 26, 1934). `trials` may be an effective number of weighted trials and `hits`
 * their weighted share of it (Korn and Graubard, Survey Methodology 24, 1998).
 */
export function exactShareRange(hits: number, trials: number): Interval {
  if (trials === 0) return { value: 0, low: 0, high: 1 }
  return {
    value: hits / trials,
    low: hits <= 0 ? 0 : betaQuantile(missed / 2, hits, trials - hits + 1),
    high: hits >= trials ? 1 : betaQuantile(1 - missed / 2, hits + 1, trials - hits),
  }
}

/** P(at least k of n successes), k <= n, with success probability p. */
const atLeast = (k: number, n: number, p: number): number => (k <= 0 ? 1 : regularisedBeta(p, k, n - k + 1))

/**
 * Blaker's acceptability of p after `hits`, if the upper tail is the smaller one: the probability of at least as many
 * hits, plus that of the largest lower tail which is no more probable.
 */
function acceptability(hits: number, trials: number, p: number): number {
  const upper = atLeast(hits, trials, p)
  // The largest count with P(at most that many) <= upper; -1 if none.
  let [fewest, most] = [-1, hits]
  while (most - fewest > 1) {
    const middle = (fewest + most) >> 1
    if (1 - atLeast(middle + 1, trials, p) <= upper * (1 + 1e-9)) fewest = middle
    else most = middle
  }
  return upper + (fewest < 0 ? 0 : 1 - atLeast(fewest + 1, trials, p))
}

/** Number of steps in the search between the Clopper-Pearson end and the share itself. */
const steps = 100

/** The smallest acceptable p; see shareRange. */
function lowerEnd(hits: number, trials: number): number {
  if (hits === 0) return 0
  const start = exactShareRange(hits, trials).low
  const share = hits / trials
  const isAcceptable = (p: number) => acceptability(hits, trials, p) > missed
  for (let step = 1; step <= steps; step++) {
    const p = start + ((share - start) * step) / steps
    if (!isAcceptable(p)) continue
    let [out, inside] = [start + ((share - start) * (step - 1)) / steps, p]
    while (inside - out > 1e-12) {
      const middle = (out + inside) / 2
      if (isAcceptable(middle)) inside = middle
      else out = middle
    }
    return inside
  }
  return start
}
