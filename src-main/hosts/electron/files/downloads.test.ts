import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { session } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { keepDesktopMemory, readChoices } from '../program/desktopMemory.ts'
import { keepFolderFor } from './dialogFolders.ts'
import { Downloads } from './downloads.ts'
import { answer, createObject, givenTo, happens, resetElectron } from '../testing/electronDouble.ts'

vi.mock('electron', async () => (await import('../testing/electronDouble.ts')).electronDouble())
const newFolder = temporaryFolders()
const tell = vi.fn()
const page = createObject('WebContents')
let home: string
let downloads: Downloads

beforeEach(() => {
  resetElectron()
  tell.mockClear()
  home = newFolder()
  answer('App.getPath', () => home)
  downloads = new Downloads(tell)
  downloads.attach(session.defaultSession)
})

/** Lets a page save a file; returns where it goes and what the page is told. */
function saves(name: string, { prevented = false } = {}) {
  const item = createObject('DownloadItem')
  let path = ''
  answer('DownloadItem.getFilename', () => name)
  answer('DownloadItem.setSavePath', (to: string) => void (path = to))
  answer('DownloadItem.getSavePath', () => path)
  happens(session.defaultSession, 'will-download', { defaultPrevented: prevented }, item, page)
  const ends = (state: string, to = path) => {
    answer('DownloadItem.getSavePath', () => to)
    happens(item, 'done', {}, state)
  }
  return { path, ends }
}

describe('A file saved by a page', () => {
  it('goes to one folder under a free name and is reported to its window only', () => {
    writeFileSync(join(home, 'report.html'), 'before')
    const first = saves('report.html')
    const second = saves('report.html')
    expect([first.path, second.path]).toEqual([join(home, 'report (1).html'), join(home, 'report (2).html')])
    first.ends('completed')
    expect(tell.mock.calls).toEqual([[{ kind: 'saved', id: 0, name: 'report (1).html' }, page]])
    expect(readFileSync(join(home, 'report.html'), 'utf8')).toBe('before')
  })

  it('goes to the chosen folder, or to Downloads if that is gone', () => {
    const chosen = join(home, 'figures')
    mkdirSync(chosen)
    keepFolderFor('saved', chosen)
    expect(saves('edf.svg').path).toBe(join(chosen, 'edf.svg'))
    keepFolderFor('saved', join(home, 'unplugged'))
    expect(saves('edf.svg').path).toBe(join(home, 'edf.svg'))
  })

  it('goes where the user says, if the user wants to be asked, and the next dialog starts there', () => {
    keepDesktopMemory({ choices: { ...readChoices(), asksWhere: true } })
    const { ends } = saves('edf.svg')
    expect(givenTo('DownloadItem.setSavePath')).toHaveLength(0)
    expect(givenTo('DownloadItem.setSaveDialogOptions')).toEqual([[{ defaultPath: join(home, 'edf.svg') }]])
    const elsewhere = newFolder()
    ends('completed', join(elsewhere, 'mine.svg'))
    saves('edf.svg')
    expect(givenTo('DownloadItem.setSaveDialogOptions').at(-1)).toEqual([{ defaultPath: join(elsewhere, 'edf.svg') }])
  })

  it('is shown in the file manager, or its folder if it is gone', () => {
    const { path, ends } = saves('edf.svg')
    ends('completed')
    downloads.show(0)
    expect(givenTo('Shell.openPath')).toEqual([[home]])
    writeFileSync(path, '')
    downloads.show(0)
    expect(givenTo('Shell.showItemInFolder')).toEqual([[path]])
    // A window cannot have any other file shown.
    downloads.show(7)
    expect(givenTo('Shell.showItemInFolder')).toHaveLength(1)
  })

  it('is reported if it could not be written, but not if the user cancelled it', () => {
    saves('edf.svg').ends('interrupted')
    saves('edf.svg').ends('cancelled', '')
    expect(tell.mock.calls).toEqual([[{ kind: 'notSaved', name: 'edf.svg', folder: home }, page]])
  })

  it('that was refused goes nowhere', () => {
    saves('edf.svg', { prevented: true })
    expect(givenTo('DownloadItem.setSavePath')).toHaveLength(0)
  })
})
