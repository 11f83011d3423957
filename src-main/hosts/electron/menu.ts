import type { MenuItemConstructorOptions } from 'electron'
import type { EditCommand } from '#shared/contract/portMessage.ts'
import type { StudySummary } from '#shared/contract/studies.ts'
import type { Texts } from './texts.ts'

/** What the entries do that are not Electron's own. */
export interface MenuActions {
  newWindow: () => void
  /** Shows a screen, named by its hash. */
  show: (hash: string) => void
  /** Shows a screen of the study that is open. */
  showOfStudy: (screen: string) => void
  /** Undoes or does again, in the field that has the focus or else on the screen. */
  edit: (what: EditCommand) => void
  openStudy: () => void
  openSample: () => void
  exportStudy: () => void
  addData: () => void
  startQueue: () => void
  stopQueue: () => void
  openPaper: () => void
  openLicences: () => void
  openCrashLog: () => void
  showAbout: () => void
}

export interface MenuSurroundings {
  texts: Texts
  platform: NodeJS.Platform
  isPackaged: boolean
  /** The last changed first. */
  studies: readonly Pick<StudySummary, 'id' | 'name'>[]
}

type Entry = MenuItemConstructorOptions

const listedStudies = 9
const separator: Entry = { type: 'separator' }
const roles = (...names: NonNullable<Entry['role']>[]): Entry[] => names.map((role) => ({ role }))

/** Screens of a study, in the order of the window's rail. */
const studyScreens = [
  ...(['spaces', 'population', 'monitor', 'explore'] as const),
  ...(['compare', 'refine', 'network', 'reports'] as const),
]

/** The application's menu. */
export function menuTemplate(around: MenuSurroundings, act: MenuActions): Entry[] {
  const { texts, platform, isPackaged, studies } = around
  const isMac = platform === 'darwin'
  const settings: Entry = { label: texts.settings, accelerator: 'CmdOrCtrl+,', click: () => act.show('#/settings') }
  const about: Entry = { label: texts.about, click: act.showAbout }

  const application: Entry[] = [
    about,
    separator,
    settings,
    separator,
    ...roles('services'),
    separator,
    ...roles('hide', 'hideOthers', 'unhide'),
    separator,
    ...roles('quit'),
  ]
  const recent: Entry[] = studies
    .slice(0, listedStudies)
    .map(({ id, name }) => ({ label: escaped(name), click: () => act.show(`#/study/${id}/spaces`) }))
  const file: Entry[] = [
    { label: texts.newStudy, accelerator: 'CmdOrCtrl+N', click: () => act.show('#/new') },
    { label: texts.newWindow, accelerator: 'CmdOrCtrl+Shift+N', click: act.newWindow },
    separator,
    { label: texts.open, accelerator: 'CmdOrCtrl+O', click: act.openStudy },
    { label: texts.recent, submenu: recent.length > 0 ? recent : [{ label: texts.none, enabled: false }] },
    { label: texts.sample, click: act.openSample },
    separator,
    { label: texts.addData, accelerator: 'CmdOrCtrl+Shift+D', click: act.addData },
    { label: texts.export, accelerator: 'CmdOrCtrl+Shift+E', click: act.exportStudy },
    ...(isMac ? [separator, ...roles('close')] : [separator, settings, separator, ...roles('quit')]),
  ]
  const edit: Entry[] = [
    { label: texts.undo, accelerator: 'CmdOrCtrl+Z', click: () => act.edit('undo') },
    { label: texts.redo, accelerator: isMac ? 'Cmd+Shift+Z' : 'Ctrl+Shift+Z', click: () => act.edit('redo') },
    separator,
    ...roles('cut', 'copy', 'paste', 'delete', 'selectAll'),
  ]
  const view = [
    ...roles('resetZoom', 'zoomIn', 'zoomOut'),
    separator,
    ...roles('togglefullscreen'),
    separator,
    ...roles('reload', ...(isPackaged ? [] : (['toggleDevTools'] as const))),
  ]
  const go: Entry[] = [
    { label: texts.home, accelerator: 'CmdOrCtrl+1', click: () => act.show('#/') },
    { label: texts.data, accelerator: 'CmdOrCtrl+D', click: () => act.show('#/data') },
    separator,
    ...studyScreens.map((screen, i): Entry => ({
      label: texts[screen],
      accelerator: `CmdOrCtrl+${i + 2}`,
      click: () => act.showOfStudy(screen),
    })),
  ]
  const queue: Entry[] = [
    { label: texts.startQueue, accelerator: 'F9', click: act.startQueue },
    { label: texts.stopQueue, accelerator: 'Shift+F9', click: act.stopQueue },
  ]
  const help: Entry[] = [
    { label: texts.paper, click: act.openPaper },
    { label: texts.licences, click: act.openLicences },
    { label: texts.crashes, click: act.openCrashLog },
    ...(isMac ? [] : [separator, about]),
  ]

  return [
    ...(isMac ? [{ role: 'appMenu', submenu: application } satisfies Entry] : []),
    { label: texts.file, submenu: file },
    { label: texts.edit, role: 'editMenu', submenu: edit },
    { label: texts.view, submenu: view },
    { label: texts.go, submenu: go },
    { label: texts.queue, submenu: queue },
    {
      label: texts.window,
      role: 'windowMenu',
      submenu: roles('minimize', 'zoom', ...(isMac ? (['front'] as const) : [])),
    },
    { label: texts.help, role: 'help', submenu: help },
  ]
}

/** A name as a label shows it: a single & would mark the next letter as a key. */
const escaped = (name: string) => name.replaceAll('&', '&&')
