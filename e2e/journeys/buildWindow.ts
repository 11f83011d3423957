import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { desktopObstacle } from '../desktopHost.ts'

const root = join(import.meta.dirname, '../..')

/** Builds what the journeys walk through: the window and, where it can start, the desktop program around it. */
export default function buildWindow(): void {
  run('vite/bin/vite.js', ['build', '-c', 'vite.renderer.config.ts', '--logLevel', 'warn'])
  const obstacle = desktopObstacle()
  if (obstacle === undefined) run('electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn'])
  else process.stdout.write(`${obstacle}\n`)
}

function run(script: string, words: readonly string[]): void {
  execFileSync(process.execPath, [join(root, 'node_modules', script), ...words], { cwd: root, stdio: 'inherit' })
}
