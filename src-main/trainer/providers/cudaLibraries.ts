import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string }

/** onnxruntime's own library, as the dynamic linker is asked for it. */
export const runtimeLibrary = 'libonnxruntime.so.1'

/**
 * The folder of the user's for CUDA's libraries, which are of one version of onnxruntime: the program itself may belong to
 * another user and is replaced by every upgrade.
 */
export function cudaFolder(env: NodeJS.ProcessEnv = process.env): string {
  const data = env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share')
  return join(data, 'regnet-lab-bench-cuda', `onnxruntime-${version}`)
}

/**
 * What the environment of a process that loads onnxruntime has to say so that CUDA's libraries are found; empty where they
 * were not fetched or it says so already. onnxruntime looks for them beside itself, so a copy of it lies with them, and the
 * linker looks in LD_LIBRARY_PATH before it looks beside onnxruntime's binding.
 */
export function cudaEnvironment(env: NodeJS.ProcessEnv = process.env): { LD_LIBRARY_PATH?: string } {
  if (process.platform !== 'linux' || process.arch !== 'x64') return {}
  const folder = cudaFolder(env)
  const before = env['LD_LIBRARY_PATH']?.split(delimiter).filter((path) => path !== '') ?? []
  if (before.includes(folder) || !existsSync(join(folder, runtimeLibrary))) return {}
  return { LD_LIBRARY_PATH: [folder, ...before].join(delimiter) }
}
