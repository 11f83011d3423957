import * as koffi from 'koffi'
import { createRequire } from 'node:module'
import { describe, expect, it, vi } from 'vitest'
import { nativeObstacle, OrtApi, ortApi } from './ortApi.ts'
import { ortFunctions, ortLandmarks } from './ortFunctions.ts'

const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string }

describe("the table of onnxruntime's C API", () => {
  it("has the positions that onnxruntime's own source asserts at the end of each version", () => {
    expect(ortLandmarks).toEqual({
      ReleaseCustomOpDomain: 101,
      ReleaseModelMetadata: 118,
      AddFreeDimensionOverrideByName: 124,
      ReleaseAvailableProviders: 126,
      SetGlobalSpinControl: 149,
      ReleaseArenaCfg: 157,
      GetCurrentGpuDeviceId: 161,
      CreateSessionFromArrayWithPrepackedWeightsContainer: 169,
      SynchronizeBoundOutputs: 203,
      GetBuildInfoString: 254,
      KernelContext_GetResource: 265,
    })
    // It is also asserted to be first.
    expect(ortFunctions.CreateStatus[0]).toBe(0)
    const positions = Object.values(ortFunctions).map(([position]) => position)
    expect(new Set(positions).size).toBe(positions.length)
    const last = ortLandmarks['KernelContext_GetResource']!
    // Of a version after the last asserted one.
    const newer = Object.entries(ortFunctions).filter(([, [position]]) => position > last)
    expect(newer.map(([name]) => name)).toEqual(['SetDeterministicCompute'])
  })

  it('is of the library that onnxruntime-node loaded, of its version', async () => {
    const api = await ortApi()
    expect(api.version).toBe(version)
    expect(await nativeObstacle()).toBeNull()
  })

  it('leads to the functions of these names: what one makes, the others take apart', async () => {
    const api = await ortApi()
    for (const [code, message] of [
      [2, 'an argument'],
      [9, 'not implemented'],
    ] as const) {
      const status = api.plain('CreateStatus', code, message)
      expect(api.plain('GetErrorCode', status)).toBe(code)
      expect(api.plain('GetErrorMessage', status)).toBe(message)
      api.plain('ReleaseStatus', status)
    }
  })

  it("throws onnxruntime's own words", async () => {
    const api = await ortApi()
    const options = api.create('CreateSessionOptions')
    expect(() => api.call('SessionOptionsAppendExecutionProvider', options, 'Abacus', [], [], 0)).toThrow(
      /Abacus|Unknown provider/,
    )
    await expect(
      api.callAside('CreateSessionFromArray', api.environment, Uint8Array.of(1, 2, 3), 3, options, [null]),
    ).rejects.toThrow('Failed to load model because protobuf parsing failed.')
    api.plain('ReleaseSessionOptions', options)
  })

  it('is not read in a library of another version', async () => {
    const { path } = await ortApi()
    expect(() => new OrtApi(koffi, path, '1.29.0')).toThrow(`The loaded onnxruntime is version ${version}, not 1.29.0.`)
  })

  it('has a reason to be absent where koffi cannot be loaded', async () => {
    vi.resetModules()
    vi.doMock('koffi', () => {
      throw new Error('Cannot find the native Koffi module')
    })
    const fresh = await import('./ortApi.ts')
    await expect(fresh.ortApi()).rejects.toThrow("onnxruntime's C API cannot be called here")
    expect(await fresh.nativeObstacle()).toMatchObject({ key: 'nativeMissing' })
    vi.doUnmock('koffi')
    vi.resetModules()
  })
})
