import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { isRendererBuilt } from './rendererBuild.ts'
import { electronBinary, windowEntry, windowObstacle, type WindowSurroundings } from './windowObstacle.ts'

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
    expect(windowObstacle(around)).toBe('this version has no window of its own')
    write(windowEntry(root))
    expect(windowObstacle(around)).toMatch(/^Electron is not installed/)
    write(electronBinary(around))
    expect(windowObstacle(around)).toBe('there is no display')
    expect(windowObstacle({ ...around, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBeUndefined()
  })

  it('looks for Electron where the environment says that it is', () => {
    const [root, dist] = [newFolder(), newFolder()]
    const around: WindowSurroundings = { root, env: { ELECTRON_OVERRIDE_DIST_PATH: dist }, platform: 'win32' }
    write(windowEntry(root))
    write(join(dist, 'electron.exe'))
    expect(windowObstacle(around)).toBeUndefined()
  })
})

describe('isRendererBuilt', () => {
  it('is false without a build and after any change of a source that goes into it', () => {
    const root = newFolder()
    write(join(root, 'src-renderer/views/View.vue'))
    expect(isRendererBuilt(root)).toBe(false)
    write(join(root, 'out/renderer/index.html'), 2000)
    expect(isRendererBuilt(root)).toBe(true)
    write(join(root, 'src-renderer/views/view.test.ts'), 3000)
    expect(isRendererBuilt(root)).toBe(true)
    write(join(root, 'src-shared/graph/graph.ts'), 3000)
    expect(isRendererBuilt(root)).toBe(false)
  })
})
