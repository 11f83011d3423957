import type { Graph } from '#shared/graph/graph.ts'
import { lowerGraph } from '#shared/lowering/lowerGraph.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import { providerOf } from '../providers/providers.ts'
import type { SessionOptions } from '../providers/sessionOptions.ts'
import { hostEngine } from './hostEngine.ts'
import { residentEngine } from './residentEngine.ts'
import type { StepEngine } from './stepEngine.ts'

/** The engines by name. */
export const engines = { host: hostEngine, resident: residentEngine } as const
export type EngineName = keyof typeof engines

/** The name of the fastest engine that a provider supports. */
export const engineOf = (provider: string): EngineName => (providerOf(provider)?.keepsState ? 'resident' : 'host')

/** Loads a training graph into an engine: by default the provider's fastest. */
export function createEngine(
  graph: Graph,
  plan: LoweringPlan,
  options: SessionOptions,
  name: EngineName = engineOf(options.provider),
): Promise<StepEngine> {
  return engines[name](lowerGraph(graph, plan, 'training step'), options)
}
