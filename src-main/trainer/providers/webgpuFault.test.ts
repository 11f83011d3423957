import { expect, it } from 'vitest'
import { sentence } from '#shared/sentences/sentence.ts'
import { webgpuFault } from './webgpuFault.ts'

it.each([
  [
    'no Vulkan loader',
    `Warning: Couldn't load Vulkan: libvulkan.so.1: cannot open shared object file: No such file or directory
    at operator() (/build/Release/_deps/dawn-src/src/dawn/native/vulkan/BackendVk.cpp:368)
`,
    { reason: sentence('vulkanLoaderMissing'), remedy: sentence('remedyVulkanLoader') },
  ],
  [
    'no driver',
    `Warning: vkCreateInstance: Found no drivers!
Warning: vkCreateInstance failed with VK_ERROR_INCOMPATIBLE_DRIVER
    at CheckVkSuccessImpl (/build/Release/_deps/dawn-src/src/dawn/native/vulkan/VulkanError.cpp:106)
`,
    { reason: sentence('vulkanDriverMissing'), remedy: sentence('remedyWebgpu') },
  ],
  [
    'a driver that is too old: Mesa 22.3',
    `error: XDG_RUNTIME_DIR is invalid or not set in the environment.
Warning: Vulkan shaderUniform*ArrayDynamicIndexing required.
 - While initializing adapter (backend=BackendType::Vulkan)
    at InitializeImpl (/build/Release/_deps/dawn-src/src/dawn/native/vulkan/PhysicalDeviceVk.cpp:253)
`,
    {
      reason: sentence('vulkanDriverTooOld', { said: 'Vulkan shaderUniform*ArrayDynamicIndexing required' }),
      remedy: sentence('remedyVulkanUpdate'),
    },
  ],
  [
    'nothing, with a device that works',
    'Warning: maxDynamicUniformBuffersPerPipelineLayout artificially reduced from 1000000 to 16 to fit dynamic offset allocation limit.\n',
    null,
  ],
])('tells %s from what Dawn writes', (_, errorOutput, fault) => {
  expect(webgpuFault(errorOutput)).toEqual(fault)
})
