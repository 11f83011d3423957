import { app } from 'electron'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { MenuActions } from './menu.ts'
import { doTask, offerTasks, tasksIn } from './quickTasks.ts'
import { answer, createObject, givenTo, resetElectron } from '../testing/electronDouble.ts'
import { textsIn } from '../texts/texts.ts'

vi.mock('electron', async () => (await import('../testing/electronDouble.ts')).electronDouble())
const done: string[] = []
const act = new Proxy({} as MenuActions, {
  get:
    (_target, name) =>
    (...given: unknown[]) =>
      done.push([name, ...given].join(' ')),
})
const studies = [
  { id: 3, name: 'Widths' },
  { id: 4, name: 'Depths' },
]
const offered = { texts: textsIn('en'), studies, lab: 'D:\\my lab\\' }
const on = (platform: NodeJS.Platform) => vi.stubGlobal('process', { ...process, platform, execPath: 'C:\\bench.exe' })

beforeEach(() => {
  resetElectron()
  done.length = 0
  answer('App.isPackaged', () => true)
  answer('App.getJumpListSettings', () => ({ minItems: 10, removedItems: [] }))
  answer('App.setJumpList', () => 'ok')
})
afterEach(() => void vi.unstubAllGlobals())

it('a task is named by a command-line argument and performed by the menu’s actions', () => {
  const words = ['/bench', '--task=new-study', '--flag', '--task=study-3', '--task=start-queue', '--task=stop-queue']
  for (const task of tasksIn(words)) doTask(task, act)
  expect(done).toEqual(['show #/new', 'show #/study/3/spaces', 'startQueue', 'stopQueue'])
  doTask('study-x', act)
  doTask('format-disk', act)
  expect(done).toHaveLength(4)
})

type Category = { type: string; name?: string; items: { title: string; args: string }[] }
const lists = () => givenTo('App.setJumpList').map(([list]) => list as Category[])

it('Windows lists studies and tasks, each starting the program with the open lab', () => {
  on('win32')
  offerTasks(offered, act)
  const [[recent, tasks]] = lists() as [[Category, Category]]
  expect(recent).toMatchObject({ type: 'custom', name: 'Recent Studies' })
  expect(recent.items.map(({ title }) => title)).toEqual(['Widths', 'Depths'])
  expect(recent.items[0]!.args).toBe(String.raw`"--data-dir=D:\my lab\\" --task=study-3`)
  expect(tasks.items.map(({ title }) => title)).toEqual(['New Study', 'Start Queue', 'Stop Queue'])
})

it('an item that the user removed from the list is not added again, because Windows would then drop all', () => {
  on('win32')
  const args = String.raw`"--data-dir=D:\my lab\\" --task=study-3`
  answer('App.getJumpListSettings', () => ({ minItems: 10, removedItems: [{ args }] }))
  offerTasks(offered, act)
  expect(lists()[0]![0]!.items.map(({ title }) => title)).toEqual(['Depths'])
})

it('a user who disabled lists of recent items gets only the tasks', () => {
  on('win32')
  answer('App.setJumpList', () => 'customCategoryAccessDeniedError')
  offerTasks(offered, act)
  expect(
    lists()
      .at(-1)!
      .map(({ type }) => type),
  ).toEqual(['tasks'])
})

it('macOS has them in the Dock', () => {
  on('darwin')
  answer('App.dock', () => createObject('Dock'))
  offerTasks(offered, act)
  const [[entries]] = givenTo('Menu.buildFromTemplate') as [[{ label?: string; click?: () => void }[]]]
  expect(entries.map(({ label }) => label)).toEqual([
    ...['Widths', 'Depths', undefined],
    ...['New Study', 'Start Queue', 'Stop Queue'],
  ])
  entries[0]!.click!()
  expect(done).toEqual(['show #/study/3/spaces'])
  expect(app.dock).toBeDefined()
})
