import type { TimingConditions } from '#shared/timing/timing.ts'
import { deviceHere } from '#main/trainer/process/deviceHere.ts'
import { machine } from '#main/trainer/process/machine.ts'
import type { TimingCase, TimingPlan } from './measureTimes.ts'

/** The conditions that a case of a plan is measured under on this machine. */
export function conditionsHere(
  { provider, plan, threads }: TimingPlan,
  { mode, batchSize }: TimingCase,
): TimingConditions {
  return {
    ...{ mode, batchSize, provider, threads, ...deviceHere(provider) },
    plan: mode === 'training' ? plan : null,
    onnxruntime: machine.onnxruntime,
  }
}

/** Usual settings of a measurement. */
export const usualTiming = { rounds: 5, warmUp: 2, passes: 5, leastMs: 100 } as const
