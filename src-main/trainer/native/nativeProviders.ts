/** What the C API needs to know of an execution provider beyond the settings that onnxruntime-node passes. */
export interface NativeProvider {
  /** Its name for SessionOptionsAppendExecutionProvider; null: none is appended, or by a function of its own. */
  registered: string | null
  /** The name of its device's memory; null: its tensors lie in the host's. */
  memory: string | null
  /** Its options in all sessions. They change no bits of a provider that has them beside those of onnxruntime-node. */
  options: Readonly<Record<string, string>>
  /** The options that make it record the kernels of a run and launch all of them at once later; null: it cannot. */
  capture: Readonly<Record<string, string>> | null
  /** Its option for the most bytes of its device's memory that a session takes. */
  memoryLimit?: string
}

/** By onnxruntime-node's names of the providers. */
export const nativeProviders: Readonly<Record<string, NativeProvider>> = {
  cpu: { registered: null, memory: null, options: {}, capture: null },
  webgpu: {
    registered: 'WebGPU',
    memory: 'WebGPU_Buf',
    // Fewer submissions than by the default of 16.
    options: { maxNumPendingDispatches: '256' },
    capture: { enableGraphCapture: '1' },
  },
  cuda: {
    registered: null,
    memory: 'Cuda',
    options: {
      use_tf32: '0',
      // By a rule, not by a race that may end differently each time.
      cudnn_conv_algo_search: 'HEURISTIC',
      // Several networks share the device: nobody takes twice what it needs.
      arena_extend_strategy: 'kSameAsRequested',
    },
    capture: { enable_cuda_graph: '1' },
    memoryLimit: 'gpu_mem_limit',
  },
  dml: { registered: 'DML', memory: 'DML', options: {}, capture: null },
  coreml: { registered: 'CoreML', memory: null, options: {}, capture: null },
}

/** A provider's options for a session beside those that onnxruntime-node passes. */
export function nativeSettings(
  { options, capture, memoryLimit }: NativeProvider,
  isCaptured: boolean,
  memoryBytes?: number,
): Record<string, string> {
  const limit = memoryLimit !== undefined && memoryBytes !== undefined ? { [memoryLimit]: `${memoryBytes}` } : {}
  return { ...options, ...(isCaptured ? capture : {}), ...limit }
}

/** Whether a provider can record the kernels of a run. */
export const canCapture = (provider: string): boolean => (nativeProviders[provider]?.capture ?? null) !== null
