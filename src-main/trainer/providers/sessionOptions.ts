import type { InferenceSession } from 'onnxruntime-node'
import { loweringPlans, type LoweringPlanName } from '#shared/lowering/planTable.ts'
import { providerOf } from './providers.ts'

/** The execution provider and its number of CPU threads. */
export interface SessionOptions {
  /** onnxruntime's name of an execution provider. */
  provider: string
  threads: number
  /** Bytes of the device's memory that a session may take, for providers that limit it; absent: no limit. */
  memoryBytes?: number | undefined
}

/**
 * onnxruntime's options for graphs of the lowering plan with id `plan`; the only place that creates them. Throws
 * RangeError if the provider does not support the plan.
 */
export function sessionOptions(plan: string, { provider, threads }: SessionOptions): InferenceSession.SessionOptions {
  const settings = providerOf(provider)?.settings ?? {}
  const name = (Object.keys(loweringPlans) as LoweringPlanName[]).find((known) => loweringPlans[known].id === plan)
  const setting = name && settings[name]
  if (setting === undefined) {
    const known = (Object.keys(settings) as LoweringPlanName[]).map((by) => loweringPlans[by].id).join(', ') || 'none'
    throw new RangeError(`invalid lowering plan: ${plan} (${provider} trains by: ${known})`)
  }
  return {
    executionProviders: [setting],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  }
}
