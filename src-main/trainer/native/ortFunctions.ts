// Written by scripts/ortFunctions.ts from onnxruntime_c_api.h of API version 29.

/** A function of OrtApi: its position in the struct, its result and its parameters, in koffi's words. */
export type OrtFunction = readonly [position: number, result: string, parameters: readonly string[]]

/** The functions of onnxruntime's C API that the program calls. */
export const ortFunctions = {
  CreateStatus: [0, 'void*', ['int', 'const char*']],
  GetErrorCode: [1, 'int', ['void*']],
  GetErrorMessage: [2, 'const char*', ['void*']],
  ReleaseStatus: [93, 'void', ['void*']],
  CreateEnv: [3, 'void*', ['int', 'const char*', '_Out_ void**']],
  CreateSessionOptions: [10, 'void*', ['_Out_ void**']],
  ReleaseSessionOptions: [100, 'void', ['void*']],
  SetSessionGraphOptimizationLevel: [23, 'void*', ['void*', 'int']],
  DisableMemPattern: [17, 'void*', ['void*']],
  SetIntraOpNumThreads: [24, 'void*', ['void*', 'int']],
  SetInterOpNumThreads: [25, 'void*', ['void*', 'int']],
  SetSessionLogSeverityLevel: [22, 'void*', ['void*', 'int']],
  SetDeterministicCompute: [273, 'void*', ['void*', 'bool']],
  SessionOptionsAppendExecutionProvider: [
    216,
    'void*',
    ['void*', 'const char*', 'const char**', 'const char**', 'size_t'],
  ],
  SessionOptionsAppendExecutionProvider_CUDA_V2: [204, 'void*', ['void*', 'void*']],
  CreateCUDAProviderOptions: [205, 'void*', ['_Out_ void**']],
  UpdateCUDAProviderOptions: [206, 'void*', ['void*', 'const char**', 'const char**', 'size_t']],
  ReleaseCUDAProviderOptions: [208, 'void', ['void*']],
  CreateSessionFromArray: [8, 'void*', ['void*', 'void*', 'size_t', 'void*', '_Out_ void**']],
  ReleaseSession: [95, 'void', ['void*']],
  CreateMemoryInfo: [68, 'void*', ['const char*', 'int', 'int', 'int', '_Out_ void**']],
  ReleaseMemoryInfo: [94, 'void', ['void*']],
  CreateAllocator: [131, 'void*', ['void*', 'void*', '_Out_ void**']],
  ReleaseAllocator: [132, 'void', ['void*']],
  GetAllocatorWithDefaultOptions: [78, 'void*', ['_Out_ void**']],
  CreateTensorAsOrtValue: [48, 'void*', ['void*', 'const int64_t*', 'size_t', 'int', '_Out_ void**']],
  CreateTensorWithDataAsOrtValue: [
    49,
    'void*',
    ['void*', 'void*', 'size_t', 'const int64_t*', 'size_t', 'int', '_Out_ void**'],
  ],
  GetTensorMutableData: [51, 'void*', ['void*', '_Out_ void**']],
  ReleaseValue: [96, 'void', ['void*']],
  CreateIoBinding: [134, 'void*', ['void*', '_Out_ void**']],
  ReleaseIoBinding: [135, 'void', ['void*']],
  BindInput: [136, 'void*', ['void*', 'const char*', 'void*']],
  BindOutput: [137, 'void*', ['void*', 'const char*', 'void*']],
  RunWithBinding: [133, 'void*', ['void*', 'void*', 'void*']],
  CreateRunOptions: [39, 'void*', ['_Out_ void**']],
  ReleaseRunOptions: [97, 'void', ['void*']],
  AddRunConfigEntry: [165, 'void*', ['void*', 'const char*', 'const char*']],
  RunOptionsSetTerminate: [46, 'void*', ['void*']],
  RunOptionsUnsetTerminate: [47, 'void*', ['void*']],
} as const satisfies Record<string, OrtFunction>

/** Positions that onnxruntime's own source asserts: evidence that the header was read correctly. */
export const ortLandmarks: Readonly<Record<string, number>> = {
  ReleaseCustomOpDomain: 101,
  ReleaseModelMetadata: 118,
  AddFreeDimensionOverrideByName: 124,
  ReleaseAvailableProviders: 126,
  SetGlobalSpinControl: 149,
  ReleaseArenaCfg: 157,
  GetCurrentGpuDeviceId: 161,
  SynchronizeBoundOutputs: 203,
  CreateSessionFromArrayWithPrepackedWeightsContainer: 169,
  GetBuildInfoString: 254,
  KernelContext_GetResource: 265,
}
