import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cudaEnvironment, cudaFolder, runtimeLibrary } from './cudaLibraries.ts'
import { fetchCuda, type InstallPackages } from './fetchCuda.ts'

const runtime = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'))
const shared = 'libonnxruntime_providers_shared.so'
let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cuda '))
  vi.stubEnv('XDG_DATA_HOME', home)
  vi.stubEnv('LD_LIBRARY_PATH', undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true })
})

/** Replaces onnxruntime's own function, writing files that are not libraries. */
const install: InstallPackages = (_packages, files) => {
  for (const { filepath } of files) writeFileSync(filepath, 'no library')
  return Promise.resolve()
}
/** The output of a Node process with these arguments, even if it fails. */
function saidBy(words: readonly string[], environment: NodeJS.ProcessEnv = {}): string {
  const env = { ...process.env, ...environment }
  const { stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', env })
  return stdout + stderr
}
/** onnxruntime's output when a CUDA session is requested. */
const saidOfCuda = (environment: NodeJS.ProcessEnv) =>
  saidBy(
    [
      '-e',
      `require(${JSON.stringify(runtime)}).InferenceSession
        .create(new Uint8Array(1), { executionProviders: ['cuda'] }).catch(() => undefined)`,
    ],
    environment,
  )

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('CUDA’s libraries', () => {
  it('are found by onnxruntime in the folder they were fetched to', async () => {
    expect(cudaEnvironment()).toEqual({})
    expect(saidOfCuda(cudaEnvironment())).toContain(`${runtime}/bin/napi-v6/linux/x64/${shared}`)
    const folder = await fetchCuda(install)
    expect(folder).toBe(cudaFolder())
    expect(folder.startsWith(home)).toBe(true)
    expect(existsSync(join(folder, shared))).toBe(true)
    expect(saidOfCuda(cudaEnvironment())).toContain(`Failed to load library ${join(folder, shared)}`)
  })

  it('come with a copy of the library that runs without them', async () => {
    const folder = await fetchCuda(install)
    const own = readFileSync(join(runtime, 'bin/napi-v6/linux/x64', runtimeLibrary))
    expect(readFileSync(join(folder, runtimeLibrary)).equals(own)).toBe(true)
  })

  it('change nothing if the download was incomplete', async () => {
    const broken: InstallPackages = async (...given) => {
      await install(...given)
      throw new Error('the network went')
    }
    await expect(fetchCuda(broken)).rejects.toThrow('the network went')
    expect(cudaEnvironment()).toEqual({})
  })

  it('are found by the command line itself, which verifies in its own process', async () => {
    const folder = await fetchCuda(install)
    const main = join(import.meta.dirname, '../../hosts/cli/main.ts')
    const said = saidBy([main, 'verify', '--provider', 'cuda', '--only', 'train_step'])
    expect(said).toContain(`Failed to load library ${join(folder, shared)}`)
  })

  it('precede the folders in the environment, once', async () => {
    const folder = await fetchCuda(install)
    const env = { XDG_DATA_HOME: home, LD_LIBRARY_PATH: '/usr/local/cuda/lib64:' }
    expect(cudaEnvironment(env)).toEqual({ LD_LIBRARY_PATH: `${folder}:/usr/local/cuda/lib64` })
    expect(cudaEnvironment({ ...env, ...cudaEnvironment(env) })).toEqual({})
  })

  it('come from packages known to onnxruntime-node, each for the folder', async () => {
    const calls: string[][] = []
    await fetchCuda((packages, files, feeds) => {
      expect(packages.size).toBe(1)
      expect(feeds).toHaveProperty('nuget')
      calls.push(files.map(({ filepath, pathInPackage }) => [filepath, pathInPackage].join(' ')))
      return Promise.resolve()
    })
    expect(calls[0]).toContain(`${join(cudaFolder(), shared)} runtimes/linux-x64/native/${shared}`)
  })
})
