/**
 * onnxruntime's words when memory cannot be allocated: its arena, CUDA's runtime, cuDNN and cuBLAS, DirectML (HRESULT
 * E_OUTOFMEMORY), Dawn, and C++'s own exception. WebGPU reports a failed allocation only on stderr; what rejects the
 * run is the first use of the buffer, which otherwise is always valid.
 */
const memoryMessages = [
  /Failed to allocate memory for requested buffer of size/,
  /Available memory of \d+ is smaller than requested bytes of \d+/,
  /CUDA failure 2: out of memory/,
  /CUDNN_STATUS_ALLOC_FAILED|CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED/,
  /CUBLAS_STATUS_ALLOC_FAILED/,
  /\b8007000E\b/i,
  /VK_ERROR_OUT_OF_(DEVICE|HOST)_MEMORY|WebGPU device error\(\d+\): Out of memory/,
  /WebGPU validation failed\. \[Invalid Buffer\b/,
  /std::bad_alloc|\bbad allocation\b/,
]

/** Whether a message of onnxruntime says that memory could not be allocated, on the device or the host. */
export const isOutOfMemory = (message: string): boolean => memoryMessages.some((pattern) => pattern.test(message))

/**
 * Its words when a device has stopped working: WebGPU's lost device, DXGI_ERROR_DEVICE_REMOVED, _HUNG, _RESET, and
 * CUDA's sticky errors, after which every call of the process fails.
 */
const lostMessages = [
  /WebGPU device lost|\[Device[^\]]*\] is lost/,
  /\b887A000[567]\b|DXGI_ERROR_DEVICE_(REMOVED|HUNG|RESET)/i,
  /VK_ERROR_DEVICE_LOST/,
  /CUDA failure (700|702|710|714|715|716|717|718|719):/,
]

/** Whether a message of onnxruntime says that the device is lost to this process, and to all of its runs. */
export const isDeviceLost = (message: string): boolean => lostMessages.some((pattern) => pattern.test(message))
