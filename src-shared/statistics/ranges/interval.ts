/**
 * An estimate with its 95 % range. An end that the sample is too small to bound is set to the end of the possible
 * values.
 */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** The share of ranges that miss the true value. */
export const missed = 0.05

/** Bounds of an error in percent. */
export const possibleErrors = { low: 0, high: 100 } as const
