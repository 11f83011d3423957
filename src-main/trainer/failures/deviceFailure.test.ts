import { expect, it } from 'vitest'
import { isDeviceLost, isOutOfMemory } from './deviceFailure.ts'

const node = (status: string) =>
  `Non-zero status code returned while running Conv node. Name:'c3' Status Message: ${status}`
const cuda = (failure: string, call: string) =>
  `/onnxruntime_src/onnxruntime/core/providers/cuda/cuda_call.cc:129 std::conditional_t<THRW, void, common::Status> onnxruntime::CudaCall CUDA failure ${failure} ; GPU=0 ; hostname=bench ; file=/onnxruntime_src/onnxruntime/core/providers/cuda/cuda_allocator.cc ; line=68 ; expr=${call};`

it.each([
  node(
    '/onnxruntime_src/onnxruntime/core/framework/bfc_arena.cc:376 void* onnxruntime::BFCArena::AllocateRawInternal(size_t, bool, onnxruntime::Stream*) Failed to allocate memory for requested buffer of size 939524096',
  ),
  node(
    '/onnxruntime_src/onnxruntime/core/framework/bfc_arena.cc:342 void* onnxruntime::BFCArena::AllocateRawInternal Available memory of 1048576 is smaller than requested bytes of 8388608',
  ),
  cuda('2: out of memory', 'cudaMalloc((void**)&p, size)'),
  'CUDNN failure 4: CUDNN_STATUS_ALLOC_FAILED ; GPU=0 ; hostname=bench ; expr=cudnnCreate(&cudnn_handle_);',
  'CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=0 ; hostname=bench ; expr=cublasCreate(&cublas_handle_);',
  node(
    'onnxruntime\\core\\providers\\dml\\DmlExecutionProvider\\src\\MLOperatorAuthorImpl.cpp(1978)\\onnxruntime.dll!00007FFBDC8EBB9F: (caller: 00007FFBDCFFDEFF) Exception(3) tid(4304) 8007000E Not enough memory resources are available to complete this operation.',
  ),
  node(
    'WebGPU validation failed. [Invalid Buffer (unlabeled)] is invalid.\n - While validating entries[0] as a Buffer.',
  ),
  '[E:onnxruntime:Default, webgpu_context.cc:120 operator()] WebGPU device error(2): Out of memory',
  'vkAllocateMemory failed with VK_ERROR_OUT_OF_DEVICE_MEMORY',
  'std::bad_alloc',
  'bad allocation',
])('knows that memory ran out: %s', (message) => {
  expect([isOutOfMemory(message), isDeviceLost(message)]).toEqual([true, false])
})

it.each([
  'WebGPU device lost (1): A valid external Instance reference no longer exists.',
  'Exception(1) tid(20d8) 887A0005 The GPU device instance has been suspended. Use GetDeviceRemovedReason to determine the appropriate action.',
  'vkQueueSubmit failed with VK_ERROR_DEVICE_LOST',
  cuda('700: an illegal memory access was encountered', 'cudaStreamSynchronize(stream)'),
  cuda('719: unspecified launch failure', 'cudaMemcpyAsync(dst, src, bytes, cudaMemcpyDeviceToHost, stream)'),
])('knows that the device is lost: %s', (message) => {
  expect([isDeviceLost(message), isOutOfMemory(message)]).toEqual([true, false])
})

it.each([
  'Failed to get a WebGPU adapter: No supported adapters',
  cuda('100: no CUDA-capable device is detected', 'cudaSetDevice(info_.device_id)'),
  node('WebGPU validation failed. Buffer size (4294967296) exceeds the max buffer size limit (2147483648).'),
  'Load model from buffer failed: No Op registered for Foo with domain_version of 21',
  'the data set was changed',
])('leaves other failures alone: %s', (message) => {
  expect([isOutOfMemory(message), isDeviceLost(message)]).toEqual([false, false])
})
