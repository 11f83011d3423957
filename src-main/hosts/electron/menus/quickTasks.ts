import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { StudySummary } from '#shared/contract/studies.ts'
import type { MenuActions } from './menu.ts'
import type { Texts } from '../texts/texts.ts'

const listedStudies = 5
const taskSwitch = '--task='

/** What is started from the program's icon: on Windows and Linux by a start of the program with this word. */
type Task = 'new-study' | 'start-queue' | 'stop-queue' | `study-${number}`

/** What the system offers at the program's icon. */
export interface QuickTasks {
  texts: Texts
  /** The last changed first. */
  studies: readonly Pick<StudySummary, 'id' | 'name'>[]
  /** The folder of the lab that is open. */
  lab: string
}

/** The tasks that a command line names. */
export function tasksIn(commandLine: readonly string[]): string[] {
  return commandLine.filter((word) => word.startsWith(taskSwitch)).map((word) => word.slice(taskSwitch.length))
}

/** Does a task; one that is none is left. */
export function doTask(task: string, act: MenuActions): void {
  const study = /^study-(\d+)$/.exec(task)?.[1]
  if (study !== undefined) act.show(`#/study/${study}/spaces`)
  else if (task === 'new-study') act.show('#/new')
  else if (task === 'start-queue') act.startQueue()
  else if (task === 'stop-queue') act.stopQueue()
}

/** Offers the tasks at the program's icon, as the system does that. On Linux they stand in its desktop entry. */
export function offerTasks(offered: QuickTasks, act: MenuActions): void {
  if (process.platform === 'darwin') app.dock?.setMenu(Menu.buildFromTemplate(dockTemplate(offered, act)))
  if (process.platform === 'win32') setJumpList(offered)
}

/** What the Dock of macOS offers: the last studies and the tasks, which Windows and Linux list in their own ways. */
export function dockTemplate({ texts, studies }: QuickTasks, act: MenuActions): MenuItemConstructorOptions[] {
  const entry = (label: string, task: Task) => ({ label, click: () => doTask(task, act) })
  const separator = { type: 'separator' } as const
  const recent = studies.slice(0, listedStudies).map(({ id, name }) => entry(name, `study-${id}`))
  return [
    ...recent,
    ...(recent.length > 0 ? [separator] : []),
    entry(texts.t('desktop.newStudy'), 'new-study'),
    entry(texts.t('desktop.startQueue'), 'start-queue'),
    entry(texts.t('desktop.stopQueue'), 'stop-queue'),
  ]
}

function setJumpList({ texts, studies, lab }: QuickTasks): void {
  const before = app.isPackaged ? '' : `"${app.getAppPath()}" `
  // Before a quote a backslash would stand for it.
  const folder = lab.replace(/\\+$/, '$&$&')
  const entry = (title: string, task: Task) => ({
    ...{ type: 'task' as const, title, program: process.execPath, iconPath: process.execPath, iconIndex: 0 },
    args: `${before}"--data-dir=${folder}" ${taskSwitch}${task}`,
  })
  // Windows leaves out a whole category for one entry that the user took out of it before.
  const removed = new Set(app.getJumpListSettings().removedItems.map(({ args }) => args))
  const items = studies
    .slice(0, listedStudies)
    .map(({ id, name }) => entry(name, `study-${id}`))
    .filter(({ args }) => !removed.has(args))
  const tasks = {
    type: 'tasks' as const,
    items: [
      entry(texts.t('desktop.newStudy'), 'new-study'),
      entry(texts.t('desktop.startQueue'), 'start-queue'),
      entry(texts.t('desktop.stopQueue'), 'stop-queue'),
    ],
  }
  const recent = items.length > 0 ? [{ type: 'custom' as const, name: texts.t('desktop.recent'), items }] : []
  // Users who want no lists of what they opened get no category of the program's own either.
  if (app.setJumpList([...recent, tasks]) === 'customCategoryAccessDeniedError') app.setJumpList([tasks])
}
