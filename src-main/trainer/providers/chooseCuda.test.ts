import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { chooseCuda } from './chooseCuda.ts'
import { cudaEnvironment, cudaFolder, readCudaChoice, runtimeLibrary, runtimeVersion } from './cudaLibraries.ts'
import { fetchCuda } from './fetchCuda.ts'
import { missingCudaLibraries } from './missingLibraries.ts'

/** A Python environment with onnxruntime-gpu, and a libcuda.so.1 that has no device; see docs/gpu.md. */
const [realEnvironment, stub] = [process.env['REGBENCH_CUDA_ENV'], process.env['REGBENCH_CUDA_STUB']]

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cuda '))
  vi.stubEnv('XDG_DATA_HOME', join(home, 'data'))
  vi.stubEnv('LD_LIBRARY_PATH', undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true })
})

const provider = 'libonnxruntime_providers_cuda.so'

/** A Python environment whose libraries are none, with NVIDIA's wheels and this version of onnxruntime-gpu. */
function environment(version: string | null, wheels = ['cublas', 'cudnn']): string {
  const folder = mkdtempSync(join(home, 'env-'))
  const site = join(folder, 'lib/python3.12/site-packages')
  for (const wheel of wheels) mkdirSync(join(site, 'nvidia', wheel, 'lib'), { recursive: true })
  mkdirSync(join(site, 'onnxruntime/capi'), { recursive: true })
  if (version === null) return folder
  mkdirSync(join(site, `onnxruntime_gpu-${version}.dist-info`))
  for (const name of [provider, 'libonnxruntime_providers_shared.so'])
    writeFileSync(join(site, 'onnxruntime/capi', name), 'no library')
  return folder
}
const foldersNow = () => cudaEnvironment().LD_LIBRARY_PATH?.split(delimiter) ?? []

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('CUDA of a Python environment', () => {
  it('is linked beside onnxruntime’s library, remembered, and found with NVIDIA’s wheels', () => {
    const chosen = environment(runtimeVersion)
    const { folder } = chooseCuda(chosen)
    expect(chooseCuda(chosen).folder).toBe(folder)
    expect(readCudaChoice()).toEqual({ environment: chosen, folder })
    expect(realpathSync(join(folder!, provider)).startsWith(realpathSync(chosen))).toBe(true)
    const site = join(chosen, 'lib/python3.12/site-packages')
    expect(foldersNow()).toEqual([folder, join(site, 'nvidia/cublas/lib'), join(site, 'nvidia/cudnn/lib')])
  })

  it('is refused by version before anything is written, with both versions and how to install it', () => {
    const other = environment('1.2.3')
    expect(() => chooseCuda(other)).toThrow(
      `has onnxruntime-gpu 1.2.3, but ${runtimeVersion} is needed. Install that: ${other}/bin/python -m pip install`,
    )
    expect(() => chooseCuda(environment(null))).toThrow(`has no onnxruntime-gpu ${runtimeVersion}`)
    expect(existsSync(join(home, 'data'))).toBe(false)
  })

  it('is left alone once pip has changed its version', () => {
    const chosen = environment(runtimeVersion)
    chooseCuda(chosen)
    const site = join(chosen, 'lib/python3.12/site-packages')
    cpSync(join(site, `onnxruntime_gpu-${runtimeVersion}.dist-info`), join(site, 'onnxruntime_gpu-9.9.9.dist-info'), {
      recursive: true,
    })
    rmSync(join(site, `onnxruntime_gpu-${runtimeVersion}.dist-info`), { recursive: true })
    expect(foldersNow()).toEqual([])
  })

  it('gives NVIDIA’s libraries to the fetched provider', async () => {
    await fetchCuda((_packages, files) => {
      for (const { filepath } of files) writeFileSync(filepath, 'no library')
      return Promise.resolve()
    })
    const torch = environment(null)
    expect(chooseCuda(torch)).toEqual({ environment: torch, folder: null })
    expect(foldersNow()[0]).toBe(cudaFolder())
    expect(foldersNow()).toHaveLength(3)
    const { folder } = chooseCuda(environment(runtimeVersion, []))
    expect(foldersNow()).toEqual([folder])
  })

  it('copies onnxruntime’s library and not the provider', () => {
    const { folder } = chooseCuda(environment(runtimeVersion))
    const root = createRequire(import.meta.url).resolve('onnxruntime-node/package.json')
    const own = readFileSync(join(root, '../bin/napi-v6/linux/x64', runtimeLibrary))
    expect(readFileSync(join(folder!, runtimeLibrary)).equals(own)).toBe(true)
  })
})

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('missing libraries', () => {
  it('are the provider itself where there is none', () => {
    expect(missingCudaLibraries({})).toEqual([provider])
  })

  it.skipIf(realEnvironment === undefined)('are those that the linker misses (with REGBENCH_CUDA_ENV)', () => {
    const { folder } = chooseCuda(realEnvironment!)
    expect(missingCudaLibraries({ LD_LIBRARY_PATH: folder! })).toContain('libcublasLt.so.13')
    expect(missingCudaLibraries(cudaEnvironment())).toEqual(['libcuda.so.1'])
  })

  it.skipIf(realEnvironment === undefined || stub === undefined)(
    'are none up to the check for a device (with REGBENCH_CUDA_ENV and REGBENCH_CUDA_STUB)',
    () => {
      chooseCuda(realEnvironment!)
      const folders = [cudaEnvironment().LD_LIBRARY_PATH, stub].join(delimiter)
      expect(missingCudaLibraries({ LD_LIBRARY_PATH: folders })).toEqual([])
      const main = join(import.meta.dirname, '../../hosts/cli/main.ts')
      const env = { ...process.env, LD_LIBRARY_PATH: stub }
      const { stdout } = spawnSync(process.execPath, [main, 'providers', '--json'], { encoding: 'utf8', env })
      const found = JSON.parse(stdout) as { id: string; reason: string | null }[]
      expect(found.find(({ id }) => id === 'cuda')!.reason).toMatch(/^CUDA fails with error \d+|device/)
    },
    120_000,
  )
})
