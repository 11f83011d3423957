import type { TimingConditions } from '#shared/timing/timing.ts'
import type { Device } from '#main/trainer/process/device.ts'
import { machine } from '#main/trainer/process/machine.ts'
import { providers } from '#main/trainer/providers/providers.ts'
import type { TimingCase, TimingPlan } from './measureTimes.ts'

/**
 * The conditions that a case of a plan was measured under on this machine. A device that the system does not tell is
 * called by its provider.
 */
export function conditionsHere(
  { provider, plan, threads }: TimingPlan,
  { mode, batchSize, device }: TimingCase & { device: Device | null },
): TimingConditions {
  return {
    ...{ mode, batchSize, provider, threads },
    device: provider === 'cpu' ? machine.cpu : (device?.adapter ?? providers[provider].label),
    driver: device?.driver ?? null,
    plan: mode === 'training' ? plan : null,
    onnxruntime: machine.onnxruntime,
  }
}

/** Usual settings of a measurement. */
export const usualTiming = { rounds: 5, warmUp: 2, passes: 5, leastMs: 100 } as const
