/** A number with its 95 % range. An end that no data of this size can bound lies at the end of what is possible. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** The part of 100 ranges that miss what they are about. */
export const missed = 0.05

/** Errors in percent cannot lie elsewhere. */
export const possibleErrors = { low: 0, high: 100 } as const
