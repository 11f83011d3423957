import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { readPythonEnvironment } from './pythonEnvironment.ts'

/** The version of onnxruntime-node, which CUDA's provider has to be of too. */
export const { version: runtimeVersion } = createRequire(import.meta.url)('onnxruntime-node/package.json') as {
  version: string
}

/** Name by which the dynamic linker is asked for onnxruntime's own library. */
export const runtimeLibrary = 'libonnxruntime.so.1'
/** The library by which onnxruntime reaches CUDA, which it looks for beside its own. */
export const cudaProviderLibrary = 'libonnxruntime_providers_cuda.so'

/** The user's folder for everything about CUDA. It is outside the program, which may belong to another user. */
export function cudaHome(env: NodeJS.ProcessEnv = process.env): string {
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'regnet-lab-bench-cuda')
}

/** The folder for the fetched CUDA libraries of this onnxruntime version; an upgrade of the program leaves it alone. */
export function cudaFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(cudaHome(env), `onnxruntime-${runtimeVersion}`)
}

/** The file that remembers the Python environment that was chosen for its libraries. */
export const choiceFile = (env: NodeJS.ProcessEnv = process.env): string => join(cudaHome(env), 'environment.json')

/** A chosen Python environment. `folder` holds onnxruntime's library with links to the environment's provider. */
export interface CudaChoice {
  environment: string
  /** Null if the environment gives NVIDIA's libraries alone, and the provider is the fetched one. */
  folder: string | null
}

/** The chosen Python environment; null if none was, or its file cannot be read. */
export function readCudaChoice(env: NodeJS.ProcessEnv = process.env): CudaChoice | null {
  try {
    const { environment, folder } = JSON.parse(readFileSync(choiceFile(env), 'utf8')) as Partial<CudaChoice>
    return typeof environment === 'string' ? { environment, folder: folder ?? null } : null
  } catch {
    return null
  }
}

/**
 * Folders in which the dynamic linker finds CUDA's libraries, onnxruntime's own first; empty if there are none. Nothing is
 * loaded: the version of a chosen environment's provider is read and compared anew, since pip may have changed it.
 */
export function cudaLibraryFolders(env: NodeJS.ProcessEnv = process.env): string[] {
  const choice = readCudaChoice(env)
  const chosen = choice && readPythonEnvironment(choice.environment)
  const own = [
    ...(choice?.folder && chosen?.provider?.version === runtimeVersion ? [choice.folder] : []),
    cudaFolder(env),
  ].find((folder) => existsSync(join(folder, runtimeLibrary)))
  return own === undefined ? [] : [own, ...(chosen?.libraryFolders ?? [])]
}

/**
 * Environment variables with which a process that loads onnxruntime finds CUDA's libraries; empty if there are none or
 * they are already set. onnxruntime looks beside itself, so a copy of it lies with its provider, and the linker searches
 * LD_LIBRARY_PATH before the folder of onnxruntime's binding.
 */
export function cudaEnvironment(env: NodeJS.ProcessEnv = process.env): { LD_LIBRARY_PATH?: string } {
  if (process.platform !== 'linux' || process.arch !== 'x64') return {}
  const before = env['LD_LIBRARY_PATH']?.split(delimiter).filter((path) => path !== '') ?? []
  const folders = cudaLibraryFolders(env)
  if (folders.every((folder) => before.includes(folder))) return {}
  return { LD_LIBRARY_PATH: [...folders, ...before.filter((path) => !folders.includes(path))].join(delimiter) }
}
