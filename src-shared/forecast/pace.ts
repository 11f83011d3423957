import { quantile } from '#shared/statistics/summary.ts'
import { expectedTime, type TimedLoad, type TimeModel } from './timeModel.ts'

/**
 * How much longer than predicted the measured trainings took, as one factor: 1 if there are none, 2 if each took twice
 * as long. The median of the factors, since the machine may have slept during one.
 */
export function pace(model: TimeModel, measured: readonly TimedLoad[]): number {
  const logs = measured.map((one) => Math.log(one.time / expectedTime(model, one))).filter(Number.isFinite)
  return logs.length === 0 ? 1 : Math.exp(quantile(logs, 0.5))
}
