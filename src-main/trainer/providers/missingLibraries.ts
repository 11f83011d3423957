import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { cudaProviderLibrary, runtimeLibrary } from './cudaLibraries.ts'

const bundled = join(
  dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json')),
  'bin/napi-v6',
  process.platform,
  process.arch,
)

/** What `ldd` prints of a library that it does not find. */
const notFound = /^\s*(\S+) => not found$/gm

/** The output of a system tool; empty if there is none. */
function outputOf(env: NodeJS.ProcessEnv, tool: string, ...words: string[]): string {
  try {
    return execFileSync(tool, words, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, LD_LIBRARY_PATH: env['LD_LIBRARY_PATH'] },
    })
  } catch (error) {
    return (error as { stdout?: string }).stdout ?? ''
  }
}

/**
 * Names of the libraries that CUDA's provider lacks in this process: the provider itself, or what the dynamic linker does
 * not find for it. Empty if nothing is known to be missing.
 */
export function missingCudaLibraries(env: NodeJS.ProcessEnv = process.env): string[] {
  if (process.platform !== 'linux') return []
  const folders = env['LD_LIBRARY_PATH']?.split(delimiter).filter((path) => path !== '') ?? []
  const own = folders.find((folder) => existsSync(join(folder, runtimeLibrary))) ?? bundled
  const provider = join(own, cudaProviderLibrary)
  if (!existsSync(provider)) return [cudaProviderLibrary]
  const linked = [...outputOf(env, 'ldd', provider).matchAll(notFound)].map(([, name]) => name!)
  // Loaded only when the first convolution is computed.
  const isDnn = (name: string) => name.startsWith('libcudnn.so')
  const hasDnn =
    folders.some((folder) => existsSync(folder) && readdirSync(folder).some(isDnn)) ||
    /\blibcudnn\.so/.test(outputOf(env, '/sbin/ldconfig', '-p'))
  return hasDnn ? linked : [...linked, 'libcudnn.so.9']
}
