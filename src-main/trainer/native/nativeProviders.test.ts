import { expect, it } from 'vitest'
import { nativeProviders, nativeSettings } from './nativeProviders.ts'

it('limits the memory of a session where the provider can', () => {
  const { cuda, webgpu } = nativeProviders
  expect(nativeSettings(cuda!, false, 5e9)).toEqual({ ...cuda!.options, gpu_mem_limit: '5000000000' })
  expect(nativeSettings(cuda!, true)).toEqual({ ...cuda!.options, enable_cuda_graph: '1' })
  expect(nativeSettings(webgpu!, false, 5e9)).toEqual(webgpu!.options)
})
