import { providerOf } from '../providers/providers.ts'
import type { SessionOptions } from '../providers/sessionOptions.ts'
import { hostEngine } from './hostEngine.ts'
import { residentEngine } from './residentEngine.ts'
import type { StepEngine } from './stepEngine.ts'
import type { StepGraph } from './stepGraph.ts'

/** The engines by name. */
export const engines = { host: hostEngine, resident: residentEngine } as const
export type EngineName = keyof typeof engines

/** The name of the fastest engine that a provider supports. */
export const engineOf = (provider: string): EngineName => (providerOf(provider)?.keepsState ? 'resident' : 'host')

/** Loads a training step into an engine: by default the provider's fastest. */
export function createEngine(
  graph: StepGraph,
  options: SessionOptions,
  name: EngineName = engineOf(options.provider),
): Promise<StepEngine> {
  return engines[name](graph, options)
}
