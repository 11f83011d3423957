import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { isBuilt } from '../../scripts/builds.ts'
import { desktopObstacle } from '../desktopHost.ts'

const root = join(import.meta.dirname, '../..')

/** Builds what the journeys walk through, where it is older than its sources: the window, and the program around it. */
export default function buildWindow(): void {
  if (!isBuilt(root, 'build:renderer')) run('vite/bin/vite.js', ['build', '-c', 'vite.renderer.config.ts'])
  if (!isBuilt(root, 'build:program')) run('electron-vite/bin/electron-vite.js', ['build'])
  const obstacle = desktopObstacle()
  if (obstacle !== undefined) process.stdout.write(`${obstacle}\n`)
}

function run(script: string, words: readonly string[]): void {
  const all = [join(root, 'node_modules', script), ...words, '--logLevel', 'warn']
  execFileSync(process.execPath, all, { cwd: root, stdio: 'inherit' })
}
