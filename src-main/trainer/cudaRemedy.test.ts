import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { cudaCommand } from './cudaCommand.ts'

it('names a Node and a script that are there', () => {
  const [node, script, words] = cudaCommand({ env: {} })
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
  expect(cudaCommand({ node: '/opt/a b/node', folder, env: {} })).toBe(
    `"/opt/a b/node" "${script}" --onnxruntime-node-install=cuda12`,
  )
  expect(cudaCommand({ node: '/node', folder: join(folder, 'gone'), env: {} })).toMatch(/^sudo \/node /)
})

it('says of an AppImage what to do instead', () => {
  const env = { APPIMAGE: '/home/me/Bench.AppImage', APPDIR: '/tmp/.mount_Bench' }
  expect(cudaCommand({ folder: '/tmp/.mount_Bench/resources/onnxruntime-node', env })).toContain(
    '/home/me/Bench.AppImage --appimage-extract',
  )
})
