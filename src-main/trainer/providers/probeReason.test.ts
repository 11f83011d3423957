import { expect, it } from 'vitest'
import { verbatim, sentence } from '#shared/sentences/sentence.ts'
import { probeReason } from './probeReason.ts'

it.each([
  [
    'OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library',
    process.platform === 'linux'
      ? sentence('librariesMissing', { libraries: ['libonnxruntime_providers_cuda.so'] })
      : sentence('providerLibraryMissing'),
  ],
  ['Failed to get a WebGPU adapter: No supported adapters', sentence('providerDeviceMissing')],
  ['CUDA failure 36: no such call ; GPU=-1 ; expr=x', sentence('cudaFails', { code: '36', said: 'no such call' })],
  ['CUDA failure 100: no device ; GPU=-1 ; expr=x', sentence('providerDeviceMissing')],
  ['no such provider\nat line 3', verbatim('no such provider.')],
])('%j becomes a sentence', (message, said) => {
  expect(probeReason(message)).toEqual(said)
})
