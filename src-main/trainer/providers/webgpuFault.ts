import { sentence, type Sentence } from '#shared/sentences/sentence.ts'

/** Why a provider found no device, and what to do about it. */
export interface ProviderFault {
  reason: Sentence
  remedy: Sentence
}

/**
 * Why WebGPU found no device on this system, from what its implementation, Dawn, writes to the error output; null if it
 * does not say. onnxruntime itself only says that there is none.
 */
export function webgpuFault(errorOutput: string): ProviderFault | null {
  if (/Couldn't load Vulkan/.test(errorOutput))
    return { reason: sentence('vulkanLoaderMissing'), remedy: sentence('remedyVulkanLoader') }
  const lacking = /^Warning: (.*?)\.?$\s+- While initializing adapter/m.exec(errorOutput)
  if (lacking)
    return { reason: sentence('vulkanDriverTooOld', { said: lacking[1]! }), remedy: sentence('remedyVulkanUpdate') }
  if (/Found no drivers|VK_ERROR_INCOMPATIBLE_DRIVER/.test(errorOutput))
    return { reason: sentence('vulkanDriverMissing'), remedy: sentence('remedyWebgpu') }
  return null
}
