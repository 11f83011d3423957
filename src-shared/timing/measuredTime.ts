import { quantile } from '#shared/statistics/summary.ts'
import type { MeasuredTime, TimingRound } from './timing.ts'

const median = (values: readonly number[]) => quantile(values, 0.5)

/**
 * What the rounds of a network say together. A round that something disturbed from end to end moves a median of rounds
 * less than it moves the median of all passes. Throws RangeError without a round.
 */
export function measuredTime(rounds: readonly TimingRound[]): MeasuredTime {
  if (rounds.length === 0) throw new RangeError('invalid rounds: none (at least one)')
  const medians = rounds.map(({ times }) => median(times))
  const ms = median(medians)
  const processor = rounds.flatMap(({ processorMs }) => processorMs ?? [])
  return {
    ms,
    spreadMs: median(medians.map((one) => Math.abs(one - ms))),
    fastestMs: Math.min(...rounds.flatMap(({ times }) => times)),
    processorMs: processor.length > 0 ? median(processor) : null,
    rounds: rounds.length,
    passes: rounds.reduce((sum, { times }) => sum + times.length, 0),
  }
}
