import { expect, it } from 'vitest'
import { verbatim, sentence } from '#shared/sentences/sentence.ts'
import { probeReason } from './probeReason.ts'

it.each([
  ['OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library', sentence('providerLibraryMissing')],
  ['Failed to get a WebGPU adapter: No supported adapters', sentence('providerDeviceMissing')],
  ['no such provider\nat line 3', verbatim('no such provider.')],
])('%j becomes a sentence', (message, said) => {
  expect(probeReason(message)).toEqual(said)
})
