import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { choiceFile, cudaFolder, cudaHome, runtimeLibrary, runtimeVersion } from './cudaLibraries.ts'
import { cudaRemedy } from './cudaRemedy.ts'

let home: string
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'cuda-'))))
afterEach(() => rmSync(home, { recursive: true }))

const valuesOf = (env: NodeJS.ProcessEnv, node?: string) =>
  cudaRemedy({ ...(node !== undefined && { node }), env: { XDG_DATA_HOME: home, ...env } })
/** A Python environment with this version of onnxruntime-gpu. */
function environment(name: string, version: string): string {
  const folder = join(home, name)
  mkdirSync(join(folder, 'lib/python3.12/site-packages', `onnxruntime_gpu-${version}.dist-info`), { recursive: true })
  return folder
}

it('names a Node and a command line that support the options', () => {
  const { command, pip } = valuesOf({}).values as Record<string, string>
  const [node, main, ...words] = command!.split(' ') as [string, string, ...string[]]
  expect(words).toEqual(['providers', '--fetch-cuda'])
  expect(pip).toContain(`pip install "onnxruntime-gpu[cuda,cudnn]==${runtimeVersion}" && ${node} ${main} providers`)
  const help = execFileSync(node, [main, 'providers', '--help'], { encoding: 'utf8' })
  expect(help).toContain('--fetch-cuda')
  expect(help).toContain('--cuda-from')
})

it('names the command of an installed program if it was used, and quotes spaces', () => {
  const commandOf = (...given: Parameters<typeof valuesOf>) => valuesOf(...given).values['command']
  expect(commandOf({ REGBENCH_COMMAND: 'regbench' })).toBe('regbench providers --fetch-cuda')
  expect(commandOf({}, '/opt/a b/node')).toMatch(/^"\/opt\/a b\/node" /)
})

it('names an active environment that fits, and no other', () => {
  const VIRTUAL_ENV = environment('fits', runtimeVersion)
  const REGBENCH_COMMAND = 'regbench'
  expect(valuesOf({ VIRTUAL_ENV, REGBENCH_COMMAND })).toMatchObject({
    key: 'remedyCudaActive',
    values: { environment: VIRTUAL_ENV, command: `regbench providers --cuda-from ${VIRTUAL_ENV}` },
  })
  expect(valuesOf({ CONDA_PREFIX: environment('old', '1.2.3') }).key).toBe('remedyCuda')
})

it('asks for the driver, and for libraries of an environment, once the provider is there', () => {
  const folder = cudaFolder({ XDG_DATA_HOME: home })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, runtimeLibrary), '')
  expect(valuesOf({ REGBENCH_COMMAND: 'regbench' })).toMatchObject({
    key: 'remedyCudaRest',
    values: { folder, command: 'regbench providers --cuda-from' },
  })
})

it('names both versions if a chosen environment has another one by now', () => {
  const chosen = environment('chosen', '1.2.3')
  mkdirSync(cudaHome({ XDG_DATA_HOME: home }))
  writeFileSync(choiceFile({ XDG_DATA_HOME: home }), JSON.stringify({ environment: chosen, folder: '/x' }))
  expect(valuesOf({})).toMatchObject({
    key: 'cudaOtherVersion',
    values: { environment: chosen, found: '1.2.3', needed: runtimeVersion },
  })
})
