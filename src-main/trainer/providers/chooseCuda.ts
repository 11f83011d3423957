import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { writeWhole } from '#main/disk/writeAtomically.ts'
import {
  choiceFile,
  cudaFolder,
  cudaHome,
  cudaProviderLibrary,
  runtimeLibrary,
  runtimeVersion,
  type CudaChoice,
} from './cudaLibraries.ts'
import { readPythonEnvironment } from './pythonEnvironment.ts'

const runtime = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'))

/** Copies onnxruntime's own library into a folder, which makes the providers in it visible: the last thing to be done. */
export function addRuntime(folder: string): void {
  const own = join(runtime, 'bin/napi-v6', process.platform, process.arch, runtimeLibrary)
  writeWhole(join(folder, runtimeLibrary), readFileSync(own))
}

/** The Python environment that is active in this process, of venv or conda; undefined if none is. */
export const activeEnvironment = (env: NodeJS.ProcessEnv = process.env): string | undefined =>
  env['VIRTUAL_ENV'] ?? env['CONDA_PREFIX']

/**
 * Takes CUDA's libraries from a Python environment from now on, and returns the choice: with PyPI's onnxruntime-gpu of
 * onnxruntime-node's version its provider and NVIDIA's libraries, otherwise NVIDIA's libraries for the fetched provider.
 * Nothing of the environment is copied or loaded. Throws ValueError, naming both versions, if it does not fit.
 */
export function chooseCuda(environment: string): CudaChoice {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new ValueError(sentence('cudaElsewhere', { system: `${process.platform}-${process.arch}` }))
  const path = resolve(environment)
  const { provider, libraryFolders } = readPythonEnvironment(path)
  const needed = runtimeVersion
  const install = `${join(path, 'bin/python')} -m pip install ${cudaPackages}`
  let folder: string | null = null
  if (provider?.version === needed) {
    const key = createHash('sha256').update(provider.folder).digest('hex').slice(0, 12)
    folder = join(cudaHome(), `onnxruntime-${needed}-${key}`)
    mkdirSync(folder, { recursive: true })
    for (const name of [cudaProviderLibrary, 'libonnxruntime_providers_shared.so'])
      if (!existsSync(join(folder, name))) symlinkSync(join(provider.folder, name), join(folder, name))
    addRuntime(folder)
  } else if (libraryFolders.length === 0 || !existsSync(join(cudaFolder(), runtimeLibrary)))
    throw new ValueError(
      provider
        ? sentence('cudaOtherVersion', { environment: path, found: provider.version, needed, install })
        : sentence('cudaNotInEnvironment', { environment: path, needed, install }),
    )
  const choice = { environment: path, folder }
  mkdirSync(cudaHome(), { recursive: true })
  writeWhole(choiceFile(), Buffer.from(`${JSON.stringify(choice)}\n`))
  return choice
}

/** What pip is asked for: the provider of onnxruntime-node's version, with NVIDIA's libraries. */
export const cudaPackages = `"onnxruntime-gpu[cuda,cudnn]==${runtimeVersion}"`
