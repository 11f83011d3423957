import type { MachineIdentity } from './tables/runs.ts'

/** What computed a training, or would: all of its bits that is neither its plan's nor its population's. */
export interface ComputedOn extends MachineIdentity {
  provider: string
  /** Adapter, driver and, where it decides bits, engine, as results name them; null: the CPU, or unknown. */
  device: string | null
}

/** Whether onnxruntime and the processor are the same: known before anything is loaded. */
export const sameProcessor = (a: MachineIdentity, b: MachineIdentity): boolean =>
  a.onnxruntimeVersion === b.onnxruntimeVersion && a.cpuFeatures === b.cpuFeatures

/**
 * Whether two trainings of one run under one plan have to give the same bits. A device that is not known may be another
 * one, so that nothing is concluded from it.
 */
export function sameMachine(a: ComputedOn, b: ComputedOn): boolean {
  if (!sameProcessor(a, b) || a.provider !== b.provider) return false
  return a.provider === 'cpu' || (a.device !== null && a.device === b.device)
}
