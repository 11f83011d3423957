import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { isBuilt } from './builds.ts'
import { electronBinary, windowArguments, windowUnavailable, type WindowSurroundings } from './electronAvailability.ts'

const newFolder = temporaryFolders()

function write(path: string, changedAt = 1000): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, '')
  utimesSync(path, changedAt, changedAt)
}

/** A system with Electron and a display that lets programs create user namespaces. */
function able(): WindowSurroundings {
  const around: WindowSurroundings = {
    ...{ root: newFolder(), words: [], env: { DISPLAY: ':0' }, platform: 'linux', isRoot: false },
    namespaces: () => true,
  }
  write(electronBinary(around))
  return around
}

describe('windowUnavailable', () => {
  it('names what is missing, and nothing if all is there', () => {
    const around = able()
    expect(windowUnavailable({ ...around, root: newFolder() })?.reason).toMatch(/^Electron is not installed/)
    expect(windowUnavailable({ ...around, env: {} })).toEqual({ reason: 'there is no display' })
    expect(windowUnavailable({ ...around, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBeUndefined()
    expect(windowUnavailable(around)).toBeUndefined()
  })

  it('looks for Electron where the environment points', () => {
    const dist = newFolder()
    write(join(dist, 'electron.exe'))
    const env = { ELECTRON_OVERRIDE_DIST_PATH: dist }
    expect(windowUnavailable({ ...able(), root: newFolder(), env, platform: 'win32' })).toBeUndefined()
  })

  describe('on a system that denies user namespaces to programs', () => {
    const restricted = () => ({ ...able(), namespaces: () => false })

    it('prints the two commands that make Chromium’s own helper root’s', () => {
      const around = restricted()
      const helper = join(around.root, 'node_modules/electron/dist/chrome-sandbox')
      const without = [{ mode: 0o100755, uid: 0 }, { mode: 0o104755, uid: 1000 }, undefined]
      for (const found of without)
        expect(windowUnavailable({ ...around, ownership: () => found })).toEqual({
          reason: 'this system gives Chromium’s sandbox to installed programs alone',
          remedy: [`sudo chown root:root ${helper}`, `sudo chmod 4755 ${helper}`],
        })
    })

    it('opens the window with that helper, for root, without a sandbox, and on other systems', () => {
      const around = restricted()
      const paths: string[] = []
      const ownership = (path: string) => {
        paths.push(path)
        return { mode: 0o104755, uid: 0 }
      }
      expect(windowUnavailable({ ...around, ownership })).toBeUndefined()
      const env = { ...around.env, CHROME_DEVEL_SANDBOX: '/usr/local/sbin/chrome-devel-sandbox' }
      expect(windowUnavailable({ ...around, env, ownership })).toBeUndefined()
      expect(paths[1]).toBe('/usr/local/sbin/chrome-devel-sandbox')
      expect(windowUnavailable({ ...around, isRoot: true })).toBeUndefined()
      expect(windowUnavailable({ ...around, words: ['--no-sandbox'] })).toBeUndefined()
      const mac: WindowSurroundings = { ...around, platform: 'darwin' }
      write(electronBinary(mac))
      expect(windowUnavailable(mac)).toBeUndefined()
    })
  })
})

describe('windowArguments', () => {
  it('passes arguments on and disables the sandbox for root', () => {
    const words = ['--data-dir', '/data', 'a.regbench']
    expect(windowArguments('/bench', words, false)).toEqual(['/bench', '--data-dir', '/data', 'a.regbench'])
    expect(windowArguments('/bench', [], true)).toEqual(['/bench', '--no-sandbox'])
  })
})

describe('isBuilt', () => {
  it('is false without a build and after any change of its sources', () => {
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
