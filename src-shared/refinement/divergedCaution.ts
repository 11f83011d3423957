import { withDivergedAsWorst } from '#shared/statistics/diverged.ts'
import { meanOf } from '#shared/statistics/summary.ts'

/** Finished errors of a population in percent, and how many of its runs diverged. */
export interface CountedPopulation {
  readonly errors: readonly number[]
  readonly diverged: number
}

/** Diverged networks that could turn the answer about a pair. */
export interface DivergedCaution {
  readonly newer: number
  readonly older: number
  /** Mean error, new minus old, in points: of finished networks, and with every diverged one counted as 100 % wrong. */
  readonly finished: number
  readonly counted: number
}

/**
 * Where the sign of the difference of means would be another one, or none, if diverged networks counted: with the highest
 * error that was measured, with 100 %, or with anything between, which lies between the two. Null where no such error
 * turns it, or a population has no finished network.
 */
export function divergedCaution(newer: CountedPopulation, older: CountedPopulation): DivergedCaution | null {
  if (newer.errors.length === 0 || older.errors.length === 0) return null
  const worst = Math.max(...newer.errors, ...older.errors)
  const difference = (error?: number): number => {
    const [a, b] = [newer, older].map(({ errors, diverged }) =>
      meanOf(error === undefined ? errors : withDivergedAsWorst(errors, diverged, error)),
    ) as [number, number]
    return a - b
  }
  const [finished, counted] = [difference(), difference(100)]
  const turns = [difference(worst), counted].some((other) => Math.sign(other) !== Math.sign(finished))
  return turns ? { newer: newer.diverged, older: older.diverged, finished, counted } : null
}
