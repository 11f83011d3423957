import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { moveAside } from './moveAside.ts'
import { moveOwned } from './moveOwned.ts'
import { removeOwned } from './removeOwned.ts'
import { NotAFileError, openAtomicWriter, writeWhole } from './writeAtomically.ts'

const newFolder = temporaryFolders()

function put(root: string, path: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), path)
}

describe('removeOwned', () => {
  it.each([
    'weights/run-12.safetensors',
    'weights/run-12.safetensors.4711.0e9f3a52-7d2b-4b5e-9d57-1f2e3d4c5b6a',
    'runs/3/attempt-1/checkpoint-2-40.safetensors',
    'pilot-aB3xYz/weights.safetensors',
    'lab.pid',
    'backups/lab-2026-11-29T061500.sqlite',
  ])('removes %s', (path) => {
    const root = newFolder()
    put(root, path)
    expect(removeOwned('lab', root, path)).toBe(false)
    expect(existsSync(join(root, path))).toBe(false)
  })

  it.each([
    'weights/resnet50.pth',
    'weights/run-1.safetensors/notes.txt',
    'weights/run-x.safetensors',
    'runs/exp3/events.out',
    'notes.md',
    'lab.sqlite',
    'lab.sqlite-wal',
    'pilot-2024/notes.md',
    'study.jsonl',
  ])('leaves %s alone', (path) => {
    const root = newFolder()
    put(root, path)
    for (let part = path; part !== '.'; part = dirname(part)) expect(removeOwned('lab', root, part)).toBe(true)
    expect(readFileSync(join(root, path), 'utf8')).toBe(path)
  })

  it.each([
    '../outside.txt',
    '..',
    '',
    '.',
    'weights/../../outside.txt',
    '/etc/hostname',
    'runs/1/../../../outside.txt',
  ])('never leaves its root: %j', (path) => {
    const root = join(newFolder(), 'root')
    put(root, 'runs/1/attempt-1/weights.safetensors')
    writeFileSync(join(root, '../outside.txt'), '')
    removeOwned('lab', root, path)
    expect(existsSync(join(root, '../outside.txt'))).toBe(true)
    expect(existsSync(join(root, 'runs/1/attempt-1/weights.safetensors'))).toBe(true)
  })

  it('removes the program’s files from a folder and keeps others', () => {
    const root = newFolder()
    put(root, 'runs/1/attempt-1/checkpoint-0-1.safetensors')
    put(root, 'runs/1/attempt-2/mine.txt')
    expect(removeOwned('lab', root, 'runs/1')).toBe(true)
    expect(readdirSync(join(root, 'runs/1'), { recursive: true }).sort()).toEqual(['attempt-2', 'attempt-2/mine.txt'])
    put(root, 'runs/2/attempt-1/weights.safetensors')
    expect(removeOwned('lab', root, 'runs/2')).toBe(false)
    expect(readdirSync(join(root, 'runs'))).toEqual(['1'])
  })

  it('follows no link', () => {
    const [root, elsewhere] = [newFolder(), newFolder()]
    put(elsewhere, 'attempt-1/weights.safetensors')
    put(elsewhere, 'run-1.safetensors')
    mkdirSync(join(root, 'runs'))
    symlinkSync(elsewhere, join(root, 'runs/1'))
    symlinkSync(elsewhere, join(root, 'weights'))
    expect(removeOwned('lab', root, 'runs/1')).toBe(true)
    expect(removeOwned('lab', root, 'runs/1/attempt-1')).toBe(true)
    expect(removeOwned('lab', root, 'weights/run-1.safetensors')).toBe(true)
    expect(readdirSync(elsewhere).sort()).toEqual(['attempt-1', 'run-1.safetensors'])
    expect(readdirSync(join(elsewhere, 'attempt-1'))).toEqual(['weights.safetensors'])
  })
})

describe('removeOwned in other roots', () => {
  const salvage = 'regbench-salvage-Ab12Cd'
  const uuid = '0e9f3a52-7d2b-4b5e-9d57-1f2e3d4c5b6a'
  it.each([
    ['temporary', salvage, `${salvage}/lab.sqlite`],
    ['temporary', salvage, `${salvage}/damaged-lab.sqlite-wal`],
    ['aside', `report.html.${process.pid}.${uuid}`, `report.html.${process.pid}.${uuid}`],
  ] as const)('removes the program’s own: %s %s', (kind, path, file) => {
    const root = newFolder()
    put(root, file)
    expect(removeOwned(kind, root, path)).toBe(false)
    expect(readdirSync(root)).toEqual([])
  })

  it.each([
    ['temporary', salvage, `${salvage}/notes.md`],
    ['temporary', 'regbench-other-Ab12Cd', 'regbench-other-Ab12Cd/lab.sqlite'],
    ['temporary', 'lab.sqlite', 'lab.sqlite'],
    ['aside', 'report.html', 'report.html'],
    ['aside', `report.html.${process.pid + 1}.${uuid}`, `report.html.${process.pid + 1}.${uuid}`],
    ['database', 'notes.md', 'notes.md'],
  ] as const)('leaves everything else alone: %s %s', (kind, path, file) => {
    const root = newFolder()
    put(root, file)
    expect(removeOwned(kind, root, path)).toBe(true)
    expect(readFileSync(join(root, file), 'utf8')).toBe(file)
  })
})

describe('moveAside', () => {
  it('moves whatever has one of the program’s names, follows no link, and moves nothing else', () => {
    const [root, elsewhere] = [newFolder(), newFolder()]
    put(root, 'weights/run-1.safetensors')
    put(root, 'notes.md')
    put(elsewhere, 'attempt-1/weights.safetensors')
    mkdirSync(join(root, 'runs'))
    symlinkSync(elsewhere, join(root, 'runs/1'))
    const moved = [
      'weights/run-1.safetensors',
      'runs/1',
      'runs/1/attempt-1',
      'notes.md',
      '../x',
      'weights/run-2.safetensors',
    ]
    expect(moved.filter((path) => moveAside('lab', root, path, 'unknown'))).toEqual(moved.slice(0, 2))
    expect(readdirSync(join(root, 'unknown')).sort()).toEqual(['runs', 'weights'])
    expect(readdirSync(root).sort()).toEqual(['notes.md', 'runs', 'unknown', 'weights'])
    expect(readdirSync(elsewhere)).toEqual(['attempt-1'])
  })
})

describe('writeWhole', () => {
  it('replaces a file but not the contents of its other hard links', () => {
    const root = newFolder()
    const path = join(root, 'report.html')
    writeWhole(path, 'old')
    linkSync(path, join(root, 'copy.html'))
    writeWhole(path, [Buffer.from('ne'), Buffer.from('w')])
    expect(readFileSync(path, 'utf8')).toBe('new')
    expect(readFileSync(join(root, 'copy.html'), 'utf8')).toBe('old')
    expect(readdirSync(root).sort()).toEqual(['copy.html', 'report.html'])
  })

  it('replaces neither a link nor a folder', () => {
    const root = newFolder()
    writeFileSync(join(root, 'target'), 'kept')
    symlinkSync(join(root, 'target'), join(root, 'link'))
    mkdirSync(join(root, 'folder'))
    for (const name of ['link', 'folder']) expect(() => writeWhole(join(root, name), 'x')).toThrow(NotAFileError)
    expect(readFileSync(join(root, 'target'), 'utf8')).toBe('kept')
    expect(readdirSync(root).sort()).toEqual(['folder', 'link', 'target'])
  })

  it('leaves the previous file and nothing else when abandoned', () => {
    const root = newFolder()
    writeWhole(join(root, 'a'), 'old')
    const writer = openAtomicWriter(join(root, 'a'))
    writer.write(Buffer.from('half'))
    writer.discard()
    writer.discard()
    expect(readdirSync(root)).toEqual(['a'])
    expect(readFileSync(join(root, 'a'), 'utf8')).toBe('old')
  })

  it.skipIf(process.platform === 'win32')('writes with the requested mode', () => {
    const path = join(newFolder(), 'a')
    writeWhole(path, 'x', { mode: 0o600 })
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })
})

describe('moveOwned', () => {
  const [from, to] = ['import-Ab12Cd/run-3.safetensors', 'weights/run-3.safetensors']
  it('renames a file', () => {
    const root = newFolder()
    put(root, from)
    mkdirSync(join(root, 'weights'))
    moveOwned('lab', root, from, to)
    expect(readFileSync(join(root, to), 'utf8')).toBe(from)
    expect(existsSync(join(root, from))).toBe(false)
  })
  it('replaces nothing, and moves only the program’s own files', () => {
    const root = newFolder()
    for (const path of [from, to, 'notes.md']) put(root, path)
    for (const [source, target] of [
      [from, to],
      ['notes.md', 'weights/run-4.safetensors'],
      [from, '../run-4.safetensors'],
    ] as const)
      expect(() => moveOwned('lab', root, source, target)).toThrow(NotAFileError)
    for (const path of [from, to, 'notes.md']) expect(readFileSync(join(root, path), 'utf8')).toBe(path)
  })
})
