import type * as koffiModule from 'koffi'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import 'onnxruntime-node'
import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { ortFunctions } from './ortFunctions.ts'

/**
 * onnxruntime's C API, called in the library that onnxruntime-node has loaded. Only this file and its neighbours pass
 * pointers: a wrong one ends the process.
 */

/** An object of onnxruntime's; 0n is none. */
export type Pointer = bigint

type Koffi = typeof koffiModule
type FunctionName = keyof typeof ortFunctions
type NativeFunction = ReturnType<ReturnType<Koffi['load']>['func']>

/** onnxruntime's C API of one library. */
export class OrtApi {
  /** The library's own version. */
  readonly version: string
  /** Where the library was loaded from, or its name. */
  readonly path: string
  readonly koffi: Koffi
  /** The process's environment, which sessions and their options need. */
  readonly environment: Pointer
  private readonly functions: Readonly<Record<FunctionName, NativeFunction>>

  /** Reads the table of the library at `path`, or of the loaded one by that name. Throws ValueError if it does not fit. */
  constructor(koffi: Koffi, path: string, expectedVersion: string) {
    this.path = path
    this.koffi = koffi
    const library = koffi.load(path)
    const base = library.func('void* OrtGetApiBase()')() as Pointer
    // OrtApiBase: GetApi(version) and GetVersionString(), fixed forever.
    const [getApi, getVersion] = koffi.decode(base, koffi.array('void*', 2)) as [Pointer, Pointer]
    this.version = koffi.call(getVersion, koffi.proto('const char*', [])) as string
    if (this.version !== expectedVersion)
      throw new ValueError(sentence('nativeOtherVersion', { found: this.version, expected: expectedVersion }))
    const api = koffi.call(getApi, koffi.proto('void*', ['uint32_t']), apiVersion) as Pointer | null
    if (!api) throw new ValueError(sentence('nativeOtherVersion', { found: this.version, expected: expectedVersion }))
    const names = Object.keys(ortFunctions) as FunctionName[]
    const length = 1 + Math.max(...names.map((name) => ortFunctions[name][0]))
    const table = koffi.decode(api, koffi.array('void*', length)) as Pointer[]
    this.functions = Object.fromEntries(
      names.map((name) => {
        const [position, result, parameters] = ortFunctions[name]
        return [name, koffi.decode(table[position], koffi.proto(result, [...parameters])) as NativeFunction]
      }),
    ) as Record<FunctionName, NativeFunction>
    this.environment = this.create('CreateEnv', logSeverity, 'regbench')
  }

  /** Calls a function that returns no status. */
  plain(name: FunctionName, ...values: unknown[]): unknown {
    return this.functions[name](...values)
  }

  /** Calls a function that returns a status. Throws an Error with onnxruntime's message if it failed. */
  call(name: FunctionName, ...values: unknown[]): void {
    this.check(this.functions[name](...values) as Pointer | null)
  }

  /** As `call`, for functions whose last parameter receives the object that they create. */
  create(name: FunctionName, ...values: unknown[]): Pointer {
    const created: [Pointer | null] = [null]
    this.call(name, ...values, created)
    return created[0]!
  }

  /** As `call`, on another thread: the event loop goes on meanwhile. What `values` hold must live until it ends. */
  async callAside(name: FunctionName, ...values: unknown[]): Promise<void> {
    const status = await new Promise<Pointer | null>((resolve, reject) => {
      this.functions[name].async(...values, (error: Error | null, result: Pointer | null) => {
        if (error) reject(error)
        else resolve(result)
      })
    })
    this.check(status)
  }

  private check(status: Pointer | null): void {
    if (!status) return
    const message = this.plain('GetErrorMessage', status) as string
    this.plain('ReleaseStatus', status)
    throw new Error(message)
  }
}

/** onnxruntime's number for errors; lesser ones are not written to standard error. */
export const logSeverity = 3
/** The version of the table: the newest that all its functions were in when it was written. */
const apiVersion = 23
/** As much as a program's first thread has; onnxruntime recurses on deep graphs, drivers when they compile. */
const stackBytes = 8 * 2 ** 20

let loading: Promise<OrtApi> | undefined

/** The C API of the onnxruntime in use. Rejects with a ValueError that says why it cannot be called here. */
export function ortApi(): Promise<OrtApi> {
  return (loading ??= load())
}

/** Why the C API cannot be called here; null if it can. */
export function nativeObstacle(): Promise<Sentence | null> {
  return ortApi().then(
    () => null,
    (error: unknown) => (error as ValueError).sentence,
  )
}

async function load(): Promise<OrtApi> {
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string }
  try {
    const koffi = await import('koffi')
    koffi.config({ ...koffi.config(), sync_stack_size: stackBytes, async_stack_size: stackBytes })
    return new OrtApi(koffi, loadedLibrary(), version)
  } catch (error) {
    if (error instanceof ValueError) throw error
    const said = (error as Error).message.split('\n', 1)[0]!.replace(/\.$/, '')
    throw new ValueError(sentence('nativeMissing', { said }), { cause: error })
  }
}

/** The library that onnxruntime-node has loaded: on Linux by its name, since it may come from another folder (CUDA). */
function loadedLibrary(): string {
  if (process.platform === 'linux') return 'libonnxruntime.so.1'
  const folder = join(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'), '..')
  const name = process.platform === 'win32' ? 'onnxruntime.dll' : 'libonnxruntime.1.dylib'
  return join(folder, 'bin', 'napi-v6', process.platform, process.arch, name)
}
