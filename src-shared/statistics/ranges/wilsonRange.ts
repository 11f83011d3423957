import type { Interval } from './interval.ts'

/** Ends of the standard normal's central 95 %. */
const z = 1.959963984540054

/**
 * The share `hits` of `trials` with Wilson's 95 % score range (Journal of the American Statistical Association 22,
 * 1927), without correction for continuity: its average coverage is 95 %, while exact ranges (see shareRange) cover at
 * least that and are wider. [0, 1] without trials.
 */
export function wilsonRange(hits: number, trials: number): Interval {
  if (trials === 0) return { value: 0, low: 0, high: 1 }
  const value = hits / trials
  const scale = 1 + z ** 2 / trials
  const middle = (value + z ** 2 / (2 * trials)) / scale
  const half = (z * Math.sqrt((value * (1 - value)) / trials + z ** 2 / (4 * trials ** 2))) / scale
  return {
    value,
    low: hits === 0 ? 0 : middle - half,
    high: hits === trials ? 1 : middle + half,
  }
}
