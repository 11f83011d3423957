import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string }

/** Name by which the dynamic linker is asked for onnxruntime's own library. */
export const runtimeLibrary = 'libonnxruntime.so.1'

/**
 * The user's folder for CUDA's libraries of this onnxruntime version. It is outside the program, which may belong to
 * another user and is replaced by every upgrade.
 */
export function cudaFolder(env: NodeJS.ProcessEnv = process.env): string {
  const data = env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share')
  return join(data, 'regnet-lab-bench-cuda', `onnxruntime-${version}`)
}

/**
 * Environment variables with which a process that loads onnxruntime finds CUDA's libraries; empty if they were not
 * fetched or are already set. onnxruntime looks beside itself, so a copy of it lies with them, and the linker searches
 * LD_LIBRARY_PATH before the folder of onnxruntime's binding.
 */
export function cudaEnvironment(env: NodeJS.ProcessEnv = process.env): { LD_LIBRARY_PATH?: string } {
  if (process.platform !== 'linux' || process.arch !== 'x64') return {}
  const folder = cudaFolder(env)
  const before = env['LD_LIBRARY_PATH']?.split(delimiter).filter((path) => path !== '') ?? []
  if (before.includes(folder) || !existsSync(join(folder, runtimeLibrary))) return {}
  return { LD_LIBRARY_PATH: [folder, ...before].join(delimiter) }
}
