import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { StudySummary } from '#shared/contract/studies.ts'
import type { MenuActions } from './menu.ts'
import type { Texts } from '../texts/texts.ts'

const listedStudies = 5
const taskSwitch = '--task='

/** A task at the program's icon; Windows and Linux start the program with this argument. */
type Task = 'new-study' | 'start-queue' | 'stop-queue' | `study-${number}`

/** What the system offers at the program's icon. */
export interface QuickTasks {
  texts: Texts
  /** Latest changed first. */
  studies: readonly Pick<StudySummary, 'id' | 'name'>[]
  /** The folder of the open lab. */
  lab: string
}

/** The tasks named in a command line. */
export function tasksIn(commandLine: readonly string[]): string[] {
  return commandLine.filter((word) => word.startsWith(taskSwitch)).map((word) => word.slice(taskSwitch.length))
}

/** Performs a task; ignores unknown ones. */
export function doTask(task: string, act: MenuActions): void {
  const study = /^study-(\d+)$/.exec(task)?.[1]
  if (study !== undefined) act.show(`#/study/${study}/spaces`)
  else if (task === 'new-study') act.show('#/new')
  else if (task === 'start-queue') act.startQueue()
  else if (task === 'stop-queue') act.stopQueue()
}

/** Offers the tasks at the program's icon in the way of the system. On Linux they are in its desktop entry. */
export function offerTasks(offered: QuickTasks, act: MenuActions): void {
  if (process.platform === 'darwin') app.dock?.setMenu(Menu.buildFromTemplate(dockTemplate(offered, act)))
  if (process.platform === 'win32') setJumpList(offered)
}

/** The Dock menu of macOS: the latest studies and the tasks, which Windows and Linux list in their own ways. */
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
  // A backslash before a quote would escape it.
  const folder = lab.replace(/\\+$/, '$&$&')
  const entry = (title: string, task: Task) => ({
    ...{ type: 'task' as const, title, program: process.execPath, iconPath: process.execPath, iconIndex: 0 },
    args: `${before}"--data-dir=${folder}" ${taskSwitch}${task}`,
  })
  // Windows drops a whole category if it contains an item that the user has removed.
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
  // With lists of recent items disabled, Windows refuses the program's custom categories too.
  if (app.setJumpList([...recent, tasks]) === 'customCategoryAccessDeniedError') app.setJumpList([tasks])
}
