import { byConditions } from './conditions.ts'
import { fitTimeFormula, type TimeFit, type TimedSize } from './predictedTime.ts'
import type { TimingConditions } from './timing.ts'

/** A formula of time and what it was measured under. */
export interface FittedTime {
  readonly conditions: TimingConditions
  readonly fit: TimeFit
}

/** A time in milliseconds with the size of its network. */
export interface TimedUnder extends TimedSize {
  readonly conditions: TimingConditions
  readonly ms: number
}

/** The formula of every group of equal conditions that has networks enough, in the order of byConditions. */
export function fittedTimes(times: readonly TimedUnder[]): FittedTime[] {
  return byConditions(times).flatMap(({ conditions, times: group }) => {
    const fit = fitTimeFormula(group.map(({ flops, activations, ms }) => ({ flops, activations, time: ms })))
    return fit ? [{ conditions, fit }] : []
  })
}
