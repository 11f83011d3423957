import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const sources = ['src-renderer', 'src-shared', 'vite.renderer.config.ts', 'package-lock.json']

/** Whether the built window of the project in `root` is there and as new as what it is built from. */
export function isRendererBuilt(root: string): boolean {
  const built = changedAt(join(root, 'out/renderer/index.html'))
  return built > 0 && sources.every((source) => lastChange(join(root, source)) <= built)
}

/** Time of the last change of a file, or of the files in a folder that go into a build. */
function lastChange(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0
  return readdirSync(path)
    .filter((name) => !name.endsWith('.test.ts') && name !== 'testing')
    .reduce((last, name) => Math.max(last, lastChange(join(path, name))), 0)
}

const changedAt = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
