import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { isBuilt } from './builds.ts'
import { electronBinary, windowArguments, windowObstacle, type WindowSurroundings } from './windowObstacle.ts'

const newFolder = temporaryFolders()

function write(path: string, changedAt = 1000): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, '')
  utimesSync(path, changedAt, changedAt)
}

describe('windowObstacle', () => {
  it('names what is missing, and nothing once all is there', () => {
    const root = newFolder()
    const around: WindowSurroundings = { root, env: {}, platform: 'linux' }
    expect(windowObstacle(around)).toMatch(/^Electron is not installed/)
    write(electronBinary(around))
    expect(windowObstacle(around)).toBe('there is no display')
    expect(windowObstacle({ ...around, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBeUndefined()
  })

  it('looks for Electron where the environment says that it is', () => {
    const [root, dist] = [newFolder(), newFolder()]
    const around: WindowSurroundings = { root, env: { ELECTRON_OVERRIDE_DIST_PATH: dist }, platform: 'win32' }
    write(join(dist, 'electron.exe'))
    expect(windowObstacle(around)).toBeUndefined()
  })
})

describe('windowArguments', () => {
  it('ties values to their options, as Chromium reads them, and leaves files alone', () => {
    expect(windowArguments('/bench', ['--data-dir', '/data', '--trainers=2', 'a.regbench'], false)).toEqual([
      '/bench',
      '--data-dir=/data',
      '--trainers=2',
      'a.regbench',
    ])
    expect(windowArguments('/bench', [], true)).toEqual(['/bench', '--no-sandbox'])
  })
})

describe('isBuilt', () => {
  it('is false without a build and after any change of a source that goes into it', () => {
    const root = newFolder()
    write(join(root, 'src-renderer/views/View.vue'))
    expect(isBuilt(root, 'build:renderer')).toBe(false)
    write(join(root, 'out/renderer/index.html'), 2000)
    expect(isBuilt(root, 'build:renderer')).toBe(true)
    write(join(root, 'src-renderer/views/view.test.ts'), 3000)
    expect(isBuilt(root, 'build:renderer')).toBe(true)
    write(join(root, 'src-shared/graph/graph.ts'), 3000)
    expect(isBuilt(root, 'build:renderer')).toBe(false)
  })
})
