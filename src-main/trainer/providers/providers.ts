import type { InferenceSession } from 'onnxruntime-node'
import type { LoweringPlanName } from '#shared/lowering/planTable.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { cudaRemedy } from './cudaRemedy.ts'

/** An execution provider of onnxruntime as the lab knows it. */
export interface Provider {
  label: string
  /** Systems on which onnxruntime-node can have it, as `${process.platform}-${process.arch}`. */
  platforms: readonly string[]
  /** The lowering plan of new runs. */
  plan: LoweringPlanName
  /**
   * How onnxruntime is asked for it, by each lowering plan that it trains by: together they decide the bits, so another
   * setting is another plan.
   */
  settings: Readonly<Partial<Record<LoweringPlanName, InferenceSession.ExecutionProviderConfig>>>
  /** What a user can do when it is not available here; `node`: what networks are trained with. */
  remedy: (node: string) => Sentence
}

/** The execution providers by onnxruntime's name. */
export const providers = {
  cpu: {
    label: 'CPU',
    platforms: ['linux-x64', 'linux-arm64', 'win32-x64', 'win32-arm64', 'darwin-arm64'],
    plan: process.arch === 'x64' ? 'x64' : 'cpu',
    settings: { cpu: 'cpu', x64: 'cpu', portable: 'cpu' },
    remedy: () => sentence('remedyCpu'),
  },
  cuda: {
    label: 'NVIDIA GPU (CUDA)',
    // Of the package's builds this one alone can be given CUDA's libraries.
    platforms: ['linux-x64'],
    plan: 'portable',
    settings: { portable: 'cuda', cpu: 'cuda' },
    remedy: (node) => cudaRemedy({ node }),
  },
  dml: {
    label: 'GPU (DirectML)',
    platforms: ['win32-x64', 'win32-arm64'],
    plan: 'portable',
    settings: { portable: 'dml', cpu: 'dml' },
    remedy: () => sentence('remedyDml'),
  },
  webgpu: {
    label: 'GPU (WebGPU)',
    platforms: ['linux-x64', 'win32-x64', 'win32-arm64', 'darwin-arm64'],
    plan: 'webgpu',
    settings: { webgpu: { name: 'webgpu', preferredLayout: 'NCHW' } },
    remedy: () => sentence('remedyWebgpu'),
  },
  coreml: {
    label: 'Apple Core ML',
    platforms: ['darwin-arm64'],
    plan: 'portable',
    settings: { portable: 'coreml', cpu: 'coreml' },
    remedy: () => sentence('remedyCoreml'),
  },
} as const satisfies Record<string, Provider>
export type ProviderId = keyof typeof providers
/** The ids of the providers, the CPU first. */
export const providerIds = Object.keys(providers) as ProviderId[]

/** The provider of that id, or undefined. */
export function providerOf(id: string): Provider | undefined {
  return Object.hasOwn(providers, id) ? providers[id as ProviderId] : undefined
}
