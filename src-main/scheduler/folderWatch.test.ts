import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FolderWatch } from './folderWatch.ts'
import { temporaryFolders } from './testing/temporaryFolders.ts'

const newFolder = temporaryFolders()
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function watched() {
  const folder = join(newFolder(), 'lab')
  mkdirSync(folder)
  for (const name of ['lab.sqlite', 'lock.sqlite']) writeFileSync(join(folder, name), 'x')
  const gone = vi.fn()
  return { folder, gone, watch: new FolderWatch(folder, 1000, gone) }
}

it.each([
  ['the folder is moved', (folder: string) => renameSync(folder, `${folder}2`)],
  ['its database is removed', (folder: string) => rmSync(join(folder, 'lab.sqlite'))],
  [
    'another lock has taken the place of its own',
    (folder: string) => {
      writeFileSync(join(folder, 'other'), 'x')
      renameSync(join(folder, 'other'), join(folder, 'lock.sqlite'))
    },
  ],
])('reports once that %s', (_, change) => {
  const { folder, gone } = watched()
  vi.advanceTimersByTime(5000)
  expect(gone).not.toHaveBeenCalled()
  change(folder)
  vi.advanceTimersByTime(5000)
  expect(gone).toHaveBeenCalledTimes(1)
})

it('ignores writes to the files, and reports nothing after its end', () => {
  const { folder, gone, watch } = watched()
  writeFileSync(join(folder, 'lab.sqlite'), 'more')
  writeFileSync(join(folder, 'other'), 'x')
  vi.advanceTimersByTime(5000)
  watch.end()
  rmSync(folder, { recursive: true })
  vi.advanceTimersByTime(5000)
  expect(gone).not.toHaveBeenCalled()
})
