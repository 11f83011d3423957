import { beforeEach, expect, it, vi } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { keepDesktopMemory, readChoices } from '../program/desktopMemory.ts'
import { Notices } from './notices.ts'
import { answer, givenTo, happens, made, resetElectron } from '../testing/electronDouble.ts'

vi.mock('electron', async () => (await import('../testing/electronDouble.ts')).electronDouble())
const newFolder = temporaryFolders()
const show = vi.fn()
let isWatched = false
const notice = { title: 'B is finished', body: '4 of 4', hash: '#/study/3/population' }

beforeEach(() => {
  resetElectron()
  const folder = newFolder()
  answer('App.getPath', () => folder)
  answer('Notification.isSupported', () => true)
  show.mockClear()
  isWatched = false
})
const tell = () => new Notices(() => isWatched, show).tell(notice)

it('show what belongs to them on a click', () => {
  tell()
  expect(givenTo('new Notification')).toEqual([[{ title: notice.title, body: notice.body }]])
  expect(givenTo('Notification.show')).toHaveLength(1)
  happens(made('Notification')[0], 'click', {})
  expect(show).toHaveBeenCalledWith(notice.hash)
})

it('are not shown while a window is focused, or if the user wants none', () => {
  isWatched = true
  tell()
  isWatched = false
  keepDesktopMemory({ choices: { ...readChoices(), notifies: false } })
  tell()
  expect(made('Notification')).toHaveLength(0)
})

it('handle clicks on Windows that arrive after the program was restarted', () => {
  vi.stubGlobal('process', { ...process, platform: 'win32' })
  tell()
  const [[clicked]] = givenTo('Notification.handleActivation') as [[() => void]]
  clicked()
  expect(show).toHaveBeenCalledWith()
  vi.unstubAllGlobals()
})
