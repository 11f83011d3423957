import { BrowserWindow } from 'electron'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it, vi } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { pick, pickPlace } from './dialogFolders.ts'
import { answer, givenTo, resetElectron } from '../testing/electronDouble.ts'
import { textsIn } from '../texts/texts.ts'

vi.mock('electron', async () => (await import('../testing/electronDouble.ts')).electronDouble())
const newFolder = temporaryFolders()
const window = new BrowserWindow()
const texts = textsIn('en')
let home: string

beforeEach(() => {
  resetElectron()
  home = newFolder()
  answer('App.getPath', () => home)
})
const begins = () => (givenTo('Dialog.showOpenDialog').at(-1)!.at(-1) as { defaultPath: string }).defaultPath
const saves = (typed: string) => {
  answer('Dialog.showSaveDialog', () => Promise.resolve({ filePath: typed }))
  return pickPlace(window, 'studies', { name: 'Widths.regbench', kind: 'Study bundle', ending: 'regbench', texts })
}

it('a dialog starts in the last folder used for its purpose, at first in Downloads', async () => {
  mkdirSync(join(home, 'data'))
  const picked = join(home, 'data', 'flowers')
  answer('Dialog.showOpenDialog', () => Promise.resolve({ filePaths: [picked] }))
  expect(await pick(window, 'data', { properties: ['openDirectory'] })).toBe(picked)
  expect(begins()).toBe(home)
  await pick(window, 'data', {})
  expect(begins()).toBe(join(home, 'data'))
  await pick(undefined, 'studies', {})
  expect(begins()).toBe(home)
})

it('a cancelled dialog changes nothing', async () => {
  answer('Dialog.showOpenDialog', () => Promise.resolve({ filePaths: [] }))
  expect(await pick(window, 'data', {})).toBeUndefined()
  expect(await saves('')).toBeUndefined()
})

it.each([
  ['Widths', 'Widths.regbench'],
  ['Widths 1.5', 'Widths 1.5.regbench'],
  ['Widths.REGBENCH', 'Widths.REGBENCH'],
])('a file named %s is saved as %s', async (typed, name) => {
  expect(await saves(join(home, typed))).toBe(join(home, name))
})

it('an existing file with the completed name is replaced only if the user agrees', async () => {
  writeFileSync(join(home, 'Widths.regbench'), 'before')
  answer('Dialog.showMessageBox', () => Promise.resolve({ response: 1 }))
  expect(await saves(join(home, 'Widths'))).toBeUndefined()
  answer('Dialog.showMessageBox', () => Promise.resolve({ response: 0 }))
  expect(await saves(join(home, 'Widths'))).toBe(join(home, 'Widths.regbench'))
  expect(givenTo('Dialog.showMessageBox')[0]![1]).toMatchObject({
    message: 'Widths.regbench already exists. Replace it?',
  })
})
