import { summary } from '#shared/statistics/summary.ts'

/** Fewer runs, counted by their effective number, decide nothing: a bootstrap of them is too sure. */
export const fewestRunsForVerdict = 8

/** Half a standard deviation of the errors, in points: what a difference of means must exceed to matter. */
export function defaultTolerance(errors: readonly number[]): number {
  return summary(errors).std / 2
}
