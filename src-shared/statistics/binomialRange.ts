import type { Interval } from './comparePopulations.ts'

/** The share `hits` of `trials` with its 95 % range (Wilson's score interval); the whole [0, 1] without a trial. */
export function binomialRange(hits: number, trials: number): Interval {
  if (trials === 0) return { value: 0, low: 0, high: 1 }
  const z2 = 1.959963984540054 ** 2
  const share = hits / trials
  const centre = (share + z2 / (2 * trials)) / (1 + z2 / trials)
  const reach = Math.sqrt((z2 * (share * (1 - share) + z2 / (4 * trials))) / trials) / (1 + z2 / trials)
  return {
    value: share,
    low: hits === 0 ? 0 : centre - reach,
    high: hits === trials ? 1 : centre + reach,
  }
}
