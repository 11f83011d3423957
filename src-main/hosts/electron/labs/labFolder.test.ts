import { join } from 'node:path'
import { mkdirSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultDataFolder } from '#main/hosts/window/dataFolder.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { englishText, messageOf } from '#shared/sentences/sentence.ts'
import {
  labAtStart,
  labToOpen,
  openAtStart,
  recentLabs,
  relaunchWith,
  rememberLab,
  requireLabFolder,
} from './labFolder.ts'
import { memoryVariable } from '../program/memoryVariable.ts'
import { answer, resetElectron } from '../testing/electronDouble.ts'

vi.mock('electron', async () => (await import('../testing/electronDouble.ts')).electronDouble())
const newFolder = temporaryFolders()
const program = ['/bench/program']
const { argv } = process

beforeEach(() => {
  resetElectron()
  const home = newFolder()
  answer('App.getPath', () => home)
  answer('App.isPackaged', () => true)
})
afterEach(() => {
  process.argv = argv
  vi.unstubAllEnvs()
})

describe('The lab that is opened', () => {
  it('is the default until another is chosen, and that one afterwards', () => {
    expect(labToOpen(undefined, program)).toEqual({ folder: defaultDataFolder(), by: 'usual' })
    rememberLab({ folder: '/disk/lab', by: 'chosen' })
    expect(labToOpen(undefined, program)).toEqual({ folder: '/disk/lab', by: 'remembered' })
    expect(labAtStart()).toBe('/disk/lab')
    openAtStart(defaultDataFolder())
    expect(labToOpen(undefined, program)).toEqual({ folder: defaultDataFolder(), by: 'usual' })
  })

  it('is the one named on the command line, for this start only', () => {
    const place = labToOpen('/tmp/once', program)
    rememberLab(place)
    expect(place.by).toBe('named')
    expect(labToOpen(undefined, program).by).toBe('usual')
    expect(recentLabs('/elsewhere')).toEqual(['/tmp/once'])
  })

  it('appears among the recent labs once, latest first', () => {
    for (const folder of ['/a', '/b', '/a']) rememberLab({ folder, by: 'named' })
    expect(recentLabs('/c')).toEqual(['/a', '/b'])
    expect(recentLabs('/a')).toEqual(['/b'])
  })

  it('is not remembered if nothing can be stored, but opens all the same', () => {
    const file = join(newFolder(), 'file')
    writeFileSync(file, '')
    answer('App.getPath', () => file)
    expect(() => rememberLab({ folder: '/a', by: 'chosen' })).not.toThrow()
    expect(labToOpen(undefined, program).by).toBe('usual')
  })

  it('is remembered elsewhere in a trial run of the program', () => {
    vi.stubEnv(memoryVariable, newFolder())
    rememberLab({ folder: '/tmp/trial', by: 'named' })
    vi.unstubAllEnvs()
    expect(recentLabs('/b')).toEqual([])
  })

  it('is remembered in a file that may be damaged', () => {
    const home = newFolder()
    answer('App.getPath', () => home)
    writeFileSync(join(home, 'desktop.json'), '{"labs": [')
    expect(labToOpen(undefined, program).by).toBe('usual')
    rememberLab({ folder: '/a', by: 'named' })
    expect(recentLabs('/b')).toEqual(['/a'])
  })
})

describe("A lab's missing folder", () => {
  const saidOf = (by: 'named' | 'remembered' | 'chosen' | 'usual', folder: string) => {
    try {
      requireLabFolder({ folder, by })
      return undefined
    } catch (error) {
      return englishText(messageOf(error))
    }
  }

  it.each(['remembered', 'chosen'] as const)('is not recreated if the lab was %s', (by) => {
    const gone = join(newFolder(), 'unplugged')
    expect(saidOf(by, gone)).toContain(`${gone} does not exist`)
  })
  it.each(['named', 'usual'] as const)('may be a new lab if it is %s', (by) => {
    expect(saidOf(by, join(newFolder(), 'new'))).toBeUndefined()
  })
  it('or a file in its place is reported', () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'file'), '')
    mkdirSync(join(folder, 'lab'))
    expect(saidOf('chosen', join(folder, 'file'))).toBe(`${join(folder, 'file')} is a file. Choose a folder.`)
    expect(saidOf('chosen', join(folder, 'lab'))).toBeUndefined()
  })
})

describe('The restarted program', () => {
  it('gets the other lab, keeps its switches and drops its files', () => {
    process.argv = ['/bench/program', '--data-dir', '/old', '--lang=ko', '--task=new-study', 'study.regbench']
    expect(relaunchWith('/disk/my lab')).toEqual({ args: ['--lang=ko', '--data-dir=/disk/my lab', '--chosen-lab'] })
    expect(labToOpen('/disk/my lab', ['/bench/program', ...relaunchWith('/disk/my lab').args!]).by).toBe('chosen')
  })

  it('is the AppImage itself, whose files exist only while it runs', () => {
    vi.stubEnv('APPIMAGE', '/home/me/bench.AppImage')
    expect(relaunchWith('/disk').execPath).toBe('/home/me/bench.AppImage')
  })

  it('is Electron with the project if it is not packaged', () => {
    answer('App.isPackaged', () => false)
    answer('App.getAppPath', () => '/project')
    process.argv = ['/electron', '.', '--no-sandbox']
    expect(relaunchWith('/disk').args).toEqual(['/project', '--no-sandbox', '--data-dir=/disk', '--chosen-lab'])
  })
})
