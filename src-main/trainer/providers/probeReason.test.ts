import { expect, it } from 'vitest'
import { verbatim, sentence } from '#shared/sentences/sentence.ts'
import { probeReason } from './probeReason.ts'

const librariesMissing =
  process.platform === 'linux'
    ? sentence('librariesMissing', { libraries: ['libonnxruntime_providers_cuda.so'] })
    : sentence('providerLibraryMissing')

it.each([
  ['OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library', librariesMissing],
  [
    'onnxruntime::Provider& onnxruntime::ProviderLibrary::Get() [ONNXRuntimeError] : 1 : FAIL : Failed to load library /x/libonnxruntime_providers_shared.so with error: /x/libonnxruntime_providers_shared.so: cannot open shared object file: No such file or directory',
    librariesMissing,
  ],
  ['Failed to get a WebGPU adapter: No supported adapters', sentence('providerDeviceMissing')],
  ['CUDA failure 36: no such call ; GPU=-1 ; expr=x', sentence('cudaFails', { code: '36', said: 'no such call' })],
  ['CUDA failure 100: no device ; GPU=-1 ; expr=x', sentence('providerDeviceMissing')],
  ['no such provider\nat line 3', verbatim('no such provider.')],
])('%j becomes a sentence', (message, said) => {
  expect(probeReason(message)).toEqual(said)
})
