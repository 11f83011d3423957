import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { englishText } from '#shared/sentences/sentence.ts'
import { cudaRemedy } from './cudaRemedy.ts'

const commandOf = (...given: Parameters<typeof cudaRemedy>) => cudaRemedy(...given).values['command'] as string

it('names a Node and a script that are there', () => {
  const [node, script, words] = commandOf({ env: {} })
    .replace(/^sudo /, '')
    .split(' ') as [string, string, string]
  expect([node, words]).toEqual([process.execPath, '--onnxruntime-node-install=cuda12'])
  // The script loads and does nothing when told so.
  execFileSync(node, [script, '--onnxruntime-node-install=skip'])
})

it('quotes paths with spaces, and asks for rights where the folder is another user’s', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cuda '))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'bin'))
  const script = join(folder, 'script/install.js')
  expect(commandOf({ node: '/opt/a b/node', folder, env: {} })).toBe(
    `"/opt/a b/node" "${script}" --onnxruntime-node-install=cuda12`,
  )
  expect(commandOf({ node: '/node', folder: join(folder, 'gone'), env: {} })).toMatch(/^sudo \/node /)
})

it('says of an AppImage what to do instead', () => {
  const env = { APPIMAGE: '/home/me/Bench.AppImage', APPDIR: '/tmp/.mount_Bench' }
  expect(englishText(cudaRemedy({ folder: '/tmp/.mount_Bench/resources/onnxruntime-node', env }))).toContain(
    '/home/me/Bench.AppImage --appimage-extract',
  )
})
