import { expect, it } from 'vitest'
import { plainReason } from './plainReason.ts'

it.each([
  [
    '/onnxruntime_src/core/webgpu_context.cc:136 Initialize(const Config&)::<lambda()> status == Success was false. Failed to get a WebGPU adapter: No supported adapters',
    'Failed to get a WebGPU adapter: No supported adapters.',
  ],
  [
    'AppendExecutionProvider_Cuda: Failed to load shared library\nmore',
    'AppendExecutionProvider_Cuda: Failed to load shared library.',
  ],
  ['/onnxruntime_src/core/session.cc:12 No such device!', 'No such device!'],
  ['Status Load() [ONNXRuntimeError] : 1 : FAIL : no such file', 'no such file.'],
])('reduces the message to one line: %s', (message, plain) => {
  expect(plainReason(message)).toBe(plain)
})
