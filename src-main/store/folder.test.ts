import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { kindOfFolder, makeFolder } from './folder.ts'
import { writeMark } from './safety/mark.ts'

const newFolder = temporaryFolders()

function folderWith(...names: readonly string[]): string {
  const folder = newFolder()
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), name === 'lab.sqlite' ? 'SQLite format 3' : '')
  }
  return folder
}

describe('A folder', () => {
  it.each<[string, string[], 'lab' | 'lost' | 'empty']>([
    ['that is empty', [], 'empty'],
    ['in which a system left its own', ['.DS_Store', 'lost+found/x'], 'empty'],
    ['with decoded images', ['cache/0a.json'], 'empty'],
    ['whose lab had not begun when it was killed', ['lock.sqlite', 'lab.pid'], 'empty'],
    ['with a database', ['lab.sqlite', 'anything'], 'lab'],
    ['whose database is gone beside weights', ['lock.sqlite', 'weights/run-1.safetensors'], 'lost'],
    ['whose database is gone beside checkpoints', ['lock.sqlite', 'runs/1/attempt-1/x'], 'lost'],
    ['whose database is gone beside a copy of it', ['lock.sqlite', 'lab.sqlite.before-2'], 'lost'],
    ['whose database is gone beside files of others', ['lock.sqlite', 'lab.sqlite.mine', 'runs/mine/x'], 'empty'],
    ['whose database is gone beside backups', ['lock.sqlite', 'backups/lab-2026-11-29T061500.sqlite'], 'lost'],
  ])('%s is classified as: %j -> %s', (_, names, kind) => {
    expect(kindOfFolder(folderWith(...names), { beside: false })).toBe(kind)
  })

  it('without its database, or with an empty one, is recognised by its mark', () => {
    const folder = newFolder()
    writeMark(folder, { labId: 'x', events: 0 })
    expect(kindOfFolder(folder, { beside: false })).toBe('empty')
    writeMark(folder, { labId: 'x', events: 3 })
    expect(kindOfFolder(folder, { beside: false })).toBe('lost')
    writeFileSync(join(folder, 'lab.sqlite'), '')
    expect(kindOfFolder(folder, { beside: false })).toBe('lost')
  })

  it.each([['weights/resnet50.pth'], ['runs/1/events.out.tfevents'], ['pilot-2024/notes.md'], ['thesis.tex']])(
    "with someone else's %s is refused unless a lab is wanted beside it",
    (name) => {
      const folder = folderWith(name)
      expect(() => kindOfFolder(folder, { beside: false })).toThrow(`is not a lab: it contains ${name.split('/')[0]!}`)
      expect(kindOfFolder(folder, { beside: true })).toBe('empty')
    },
  )

  it.each([['weights/run-1.safetensors'], ['runs/12/attempt-1/notes.md'], ['backups/lab-2026-11-29T061500.sqlite']])(
    "with someone else's %s is always refused, because a lab would take it for its own",
    (name) => {
      for (const beside of [false, true])
        expect(() => kindOfFolder(folderWith(name, 'thesis.tex'), { beside })).toThrow('a name that labs use')
    },
  )

  it('may hold unrelated files in weights, backups, cache and runs', () => {
    for (const name of ['weights/mine.txt', 'backups/mine.txt', 'cache/mine.txt', 'runs/1/mine.txt', 'runs/mine/x'])
      expect(kindOfFolder(folderWith(name, 'thesis.tex'), { beside: true }), name).toBe('empty')
  })

  it('is created for its user only; an existing one keeps its mode', () => {
    const folder = newFolder()
    makeFolder(join(folder, 'a/b'))
    if (process.platform !== 'win32') expect(statSync(join(folder, 'a/b')).mode & 0o777).toBe(0o700)
    symlinkSync(join(folder, 'a'), join(folder, 'link'))
    makeFolder(join(folder, 'link'))
    writeFileSync(join(folder, 'file'), '')
    for (const name of ['file', 'file/below'])
      expect(() => makeFolder(join(folder, name))).toThrow('file is a file. Choose a folder.')
  })

  it.runIf(process.platform === 'linux')('is refused at once on a file system that cannot create it', () => {
    expect(() => makeFolder('/proc/self/fd/new/lab')).toThrow()
    // A missing permission is reported as it is.
    expect(() => makeFolder('/sys/regbench-new')).toThrow(/^E(PERM|ACCES|ROFS)/)
  })
})
