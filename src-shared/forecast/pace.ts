import { quantile } from '#shared/statistics/summary.ts'
import { expectedTime, type TimedLoad, type TimeModel } from './timeModel.ts'

/**
 * How much longer than the model expects these took, as one factor: 1 where there are none, 2 where each took twice as
 * long. The median of the factors: the machine may have slept during one.
 */
export function pace(model: TimeModel, measured: readonly TimedLoad[]): number {
  const logs = measured.map((one) => Math.log(one.time / expectedTime(model, one))).filter(Number.isFinite)
  return logs.length === 0 ? 1 : Math.exp(quantile(logs, 0.5))
}
