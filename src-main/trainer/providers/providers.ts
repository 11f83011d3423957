import type { InferenceSession } from 'onnxruntime-node'
import type { LoweringPlanName } from '#shared/lowering/planTable.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { cudaRemedy } from './cudaRemedy.ts'
import { webgpuFault, type ProviderFault } from './webgpuFault.ts'

/** An execution provider of onnxruntime. */
export interface Provider {
  label: string
  /** Systems that onnxruntime-node supports it on, as `${process.platform}-${process.arch}`. */
  platforms: readonly string[]
  /** The lowering plan of new runs. */
  plan: LoweringPlanName
  /**
   * onnxruntime's settings for it by supported lowering plan. Both together determine the bits, so other settings
   * require another plan.
   */
  settings: Readonly<Partial<Record<LoweringPlanName, InferenceSession.ExecutionProviderConfig>>>
  /**
   * Whether it has a device whose runs share one trainer: each process would need a context of its own in the device's
   * memory, and processes take turns where sessions of one process can overlap. Absent: a trainer for each run.
   */
  sharesDevice?: true
  /** Whether its sessions in one process must run one after the other: onnxruntime refuses overlapping runs. */
  takesTurns?: true
  /** Whether its steps are fastest by onnxruntime's C API; docs/gpu.md says how that was measured. */
  bound?: true
  /** Whether another engine than its fastest may give other bits, so that it is part of a run's device. */
  engineDecidesBits?: true
  /** Whether onnxruntime-node can keep tensors on its device between runs. */
  keepsState?: true
  /** Why it is not offered although onnxruntime-node has it; runs that began by it go on. */
  refused?: () => Sentence
  /** What a user can do if it is not available here; `node` is the executable that trains networks. */
  remedy: (node: string) => Sentence
  /** Why it is not available, more closely than onnxruntime's message, from the error output; null if that says nothing. */
  explain?: (errorOutput: string) => ProviderFault | null
}

/**
 * WebGPU in NCHW. In NHWC, its default, convolutions are wrong if a group has four or more outputs whose number is not
 * divisible by the vector size.
 */
const inNchw: InferenceSession.WebGpuExecutionProviderOption = { name: 'webgpu', preferredLayout: 'NCHW' }

/** The execution providers by onnxruntime's name. */
export const providers = {
  cpu: {
    label: 'CPU',
    platforms: ['linux-x64', 'linux-arm64', 'win32-x64', 'win32-arm64', 'darwin-arm64'],
    plan: process.arch === 'x64' ? 'x64' : 'cpu',
    settings: { cpu: 'cpu', x64: 'cpu', portable: 'cpu', gpu: 'cpu', 'cpu-1': 'cpu', 'x64-1': 'cpu', 'gpu-1': 'cpu' },
    bound: true,
    remedy: () => sentence('remedyCpu'),
  },
  cuda: {
    label: 'NVIDIA GPU (CUDA)',
    // The only build of the package that can use CUDA's libraries.
    platforms: ['linux-x64'],
    plan: 'gpu',
    settings: { gpu: 'cuda', portable: 'cuda', cpu: 'cuda', 'cpu-1': 'cuda', 'gpu-1': 'cuda' },
    sharesDevice: true,
    bound: true,
    // onnxruntime-node does not pass on the choice of cuDNN's algorithms.
    engineDecidesBits: true,
    remedy: (node) => cudaRemedy({ node }),
  },
  dml: {
    label: 'GPU (DirectML)',
    platforms: ['win32-x64', 'win32-arm64'],
    plan: 'gpu',
    settings: { gpu: 'dml', portable: 'dml', cpu: 'dml', 'cpu-1': 'dml', 'gpu-1': 'dml' },
    sharesDevice: true,
    remedy: () => sentence('remedyDml'),
  },
  webgpu: {
    label: 'GPU (WebGPU)',
    platforms: ['linux-x64', 'win32-x64', 'win32-arm64', 'darwin-arm64'],
    plan: 'gpu',
    settings: { gpu: inNchw, webgpu: inNchw, 'gpu-1': inNchw },
    sharesDevice: true,
    takesTurns: true,
    bound: true,
    keepsState: true,
    remedy: () => sentence('remedyWebgpu'),
    explain: webgpuFault,
  },
  coreml: {
    label: 'Apple Core ML',
    platforms: ['darwin-arm64'],
    plan: 'portable',
    settings: { portable: 'coreml', cpu: 'coreml', 'cpu-1': 'coreml' },
    sharesDevice: true,
    refused: () => sentence('coremlTakesConstants'),
    remedy: () => sentence('remedyCoreml'),
  },
} as const satisfies Record<string, Provider>
export type ProviderId = keyof typeof providers
/** The ids of the providers, CPU first. */
export const providerIds = Object.keys(providers) as ProviderId[]

/** The provider with this id, or undefined. */
export function providerOf(id: string): Provider | undefined {
  return Object.hasOwn(providers, id) ? providers[id as ProviderId] : undefined
}
