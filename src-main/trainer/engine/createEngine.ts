import type { TakenEngine } from '#shared/sentences/engineSentence.ts'
import { messageOf, type Sentence } from '#shared/sentences/sentence.ts'
import { nativeObstacle } from '../native/ortApi.ts'
import { providerOf } from '../providers/providers.ts'
import type { SessionOptions } from '../providers/sessionOptions.ts'
import { boundEngine } from './boundEngine.ts'
import { hostEngine } from './hostEngine.ts'
import { residentEngine } from './residentEngine.ts'
import type { StepEngine } from './stepEngine.ts'
import type { StepGraph } from './stepGraph.ts'

/** The engines by name. */
export const engines = { host: hostEngine, resident: residentEngine, bound: boundEngine } as const
export type EngineName = keyof typeof engines
/** The names of the engines. */
export const engineNames = Object.keys(engines) as EngineName[]

/** What an engine computes with, and which one it is; without a name, the provider's fastest that loads its step. */
export interface EngineOptions extends SessionOptions {
  engine?: EngineName | undefined
}

/** An engine of a provider. */
export interface EngineChoice extends TakenEngine {
  name: EngineName
}

/** A loaded engine; its choice changes no bits. */
export interface LoadedEngine extends EngineChoice {
  engine: StepEngine
}

/** The fastest engine of a provider without the C API. */
const withoutNative = (provider: string, reason: Sentence | null): EngineChoice => ({
  name: providerOf(provider)?.keepsState ? 'resident' : 'host',
  reason,
})

/** An engine if a provider gives other bits by it than by its fastest, which is no part of a run's identity. */
export function decisiveEngine(provider: string, engine: EngineName): EngineName | null {
  const decides = providerOf(provider)?.engineDecidesBits === true && engine !== 'bound'
  return decides ? engine : null
}

/** The fastest engine of a provider that can be used here. */
export async function engineOf(provider: string): Promise<EngineChoice> {
  if (!providerOf(provider)?.bound) return withoutNative(provider, null)
  const reason = await nativeObstacle()
  return reason === null ? { name: 'bound', reason } : withoutNative(provider, reason)
}

/**
 * Loads a training step into an engine. `stepFor` makes the step for it: one that is good for the memory of one engine
 * may be slow in another's.
 */
export async function createEngine(
  stepFor: (engine: EngineName) => StepGraph,
  { engine: name, ...options }: EngineOptions,
): Promise<LoadedEngine> {
  const { provider } = options
  const load = async (choice: EngineChoice): Promise<LoadedEngine> => ({
    ...choice,
    engine: await engines[choice.name](stepFor(choice.name), options),
  })
  if (name) return load({ name, reason: null })
  const choice = await engineOf(provider)
  if (choice.name !== 'bound') return load(choice)
  return load(choice).catch((error: unknown) => load(withoutNative(provider, messageOf(error))))
}
