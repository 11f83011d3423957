/**
 * Writes src-main/trainer/native/ortFunctions.ts: the positions and prototypes of the functions of onnxruntime's C API
 * that the program calls, from onnxruntime's own header. The struct only ever grows at its end, so a header that is
 * older than the library describes it as well.
 *
 *   node scripts/ortFunctions.ts onnxruntime_c_api.h
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The functions to be called. */
const used = [
  ...['CreateStatus', 'GetErrorCode', 'GetErrorMessage', 'ReleaseStatus', 'CreateEnv'],
  ...['CreateSessionOptions', 'ReleaseSessionOptions', 'SetSessionGraphOptimizationLevel', 'DisableMemPattern'],
  ...['SetIntraOpNumThreads', 'SetInterOpNumThreads', 'SetSessionLogSeverityLevel', 'SetDeterministicCompute'],
  ...['SessionOptionsAppendExecutionProvider', 'SessionOptionsAppendExecutionProvider_CUDA_V2'],
  ...['CreateCUDAProviderOptions', 'UpdateCUDAProviderOptions', 'ReleaseCUDAProviderOptions'],
  ...['CreateSessionFromArray', 'ReleaseSession', 'CreateMemoryInfo', 'ReleaseMemoryInfo'],
  ...['CreateAllocator', 'ReleaseAllocator', 'GetAllocatorWithDefaultOptions', 'CreateTensorAsOrtValue'],
  ...['CreateTensorWithDataAsOrtValue', 'GetTensorMutableData', 'ReleaseValue'],
  ...['CreateIoBinding', 'ReleaseIoBinding', 'BindInput', 'BindOutput', 'RunWithBinding'],
  ...['CreateRunOptions', 'ReleaseRunOptions', 'AddRunConfigEntry'],
  ...['RunOptionsSetTerminate', 'RunOptionsUnsetTerminate'],
]
/** Functions whose positions onnxruntime's own source asserts. */
const landmarks = [
  ...['ReleaseCustomOpDomain', 'ReleaseModelMetadata', 'AddFreeDimensionOverrideByName', 'ReleaseAvailableProviders'],
  ...['SetGlobalSpinControl', 'ReleaseArenaCfg', 'GetCurrentGpuDeviceId', 'SynchronizeBoundOutputs'],
  ...['CreateSessionFromArrayWithPrepackedWeightsContainer', 'GetBuildInfoString', 'KernelContext_GetResource'],
]

const header = readFileSync(process.argv[2]!, 'utf8')
const version = /#define ORT_API_VERSION (\d+)/.exec(header)![1]!
const begin = header.indexOf('struct OrtApi {')
const members = header
  .slice(begin, header.indexOf('\n};', begin))
  .replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '')
  .split('{')
  .slice(1)
  .join('{')
  .split(';')
  .map((member) => member.replace(/\s+/g, ' ').trim())
  .filter((member) => /ORT_API2_STATUS|ORT_CLASS_RELEASE|ORT_API_CALL/.test(member))

interface Declaration {
  name: string
  result: string
  parameters: string
}

function declarationOf(member: string): Declaration {
  const status = /^ORT_API2_STATUS\((\w+),? ?(.*)\)/.exec(member)
  if (status) return { name: status[1]!, result: 'OrtStatus*', parameters: status[2]! }
  const release = /^ORT_CLASS_RELEASE2?\((\w+)\)/.exec(member)
  if (release) return { name: `Release${release[1]!}`, result: 'void', parameters: `Ort${release[1]!}* input` }
  const pointer = /^(.+?) ?\(ORT_API_CALL ?\* ?(\w+)\) ?\((.*?)\)/.exec(member)
  if (pointer) return { name: pointer[2]!, result: pointer[1]!, parameters: pointer[3]! }
  throw new Error(`not understood: ${member}`)
}

/** A parameter or result as koffi reads it: objects of onnxruntime are opaque pointers, enumerations are integers. */
function koffiType(text: string): string {
  const isResult = /_Outptr_|_Out_/.test(text)
  const type = text.replace(/_(In|Inout|Out|Outptr|Frees_ptr)\w*_(\([^)]*\))?/g, '').replace(/ ?\b\w+$/, '')
  const plain = type.replace(/\b(const|enum|struct)\b/g, '').replace(/\s+/g, '')
  const stars = plain.replace(/[^*]/g, '')
  const base = plain.replaceAll('*', '')
  if (['size_t', 'int64_t', 'int', 'bool', 'char', 'void'].includes(base)) {
    const known = base === 'char' || (base === 'int64_t' && stars !== '') ? `const ${base}${stars}` : `${base}${stars}`
    return isResult ? `_Out_ ${base}${stars}` : known
  }
  if (stars === '') return 'int'
  return isResult ? '_Out_ void**' : `void${stars}`
}

const declared = members.map(declarationOf)
function positionOf(name: string): number {
  const position = declared.findIndex((declaration) => declaration.name === name)
  if (position < 0) throw new Error(`not in the header: ${name}`)
  return position
}
const line = (name: string): string => {
  const position = positionOf(name)
  const { result, parameters } = declared[position]!
  const types = parameters.split(',').map((parameter) => koffiType(parameter.trim()))
  return `  ${name}: [${position}, '${koffiType(`${result} f`)}', [${types.map((type) => `'${type}'`).join(', ')}]],`
}
writeFileSync(
  join(import.meta.dirname, '../src-main/trainer/native/ortFunctions.ts'),
  `// Written by scripts/ortFunctions.ts from onnxruntime_c_api.h of API version ${version}.

/** A function of OrtApi: its position in the struct, its result and its parameters, in koffi's words. */
export type OrtFunction = readonly [position: number, result: string, parameters: readonly string[]]

/** The functions of onnxruntime's C API that the program calls. */
export const ortFunctions = {
${used.map(line).join('\n')}
} as const satisfies Record<string, OrtFunction>

/** Positions that onnxruntime's own source asserts: evidence that the header was read correctly. */
export const ortLandmarks: Readonly<Record<string, number>> = {
${landmarks.map((name) => `  ${name}: ${positionOf(name)},`).join('\n')}
}
`,
)
console.log(`${declared.length} functions in the header, ${used.length} in the table`)
