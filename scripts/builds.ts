import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The builds, each made by the npm script of its name: a file of the result, and the sources it depends on. */
const builds = {
  'build:renderer': {
    result: 'out/renderer/index.html',
    sources: ['src-renderer', 'src-shared', 'vite.renderer.config.ts', 'package-lock.json'],
  },
  'build:program': {
    result: 'out/shell/main.js',
    sources: ['src-main', 'src-shared', 'package-lock.json', 'electron.vite.config.ts', 'vite.shell.config.ts'],
  },
} as const
export type Build = keyof typeof builds

/** Whether a build of the project in `root` exists and is newer than its sources. */
export function isBuilt(root: string, build: Build): boolean {
  const { result, sources } = builds[build]
  const builtAt = changedAt(join(root, result))
  return builtAt > 0 && sources.every((source) => lastChange(join(root, source)) <= builtAt)
}

/** Time of the last change of a file, or of the files in a folder that are part of a build. */
function lastChange(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0
  return readdirSync(path)
    .filter((name) => !name.endsWith('.test.ts') && name !== 'testing')
    .reduce((last, name) => Math.max(last, lastChange(join(path, name))), 0)
}

const changedAt = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
