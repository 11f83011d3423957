import type { MenuItemConstructorOptions } from 'electron'
import type { PageCommand } from '#shared/contract/portMessage.ts'
import type { StudySummary } from '#shared/contract/studies.ts'
import type { MenuState } from './menuState.ts'
import type { RoleId, Texts } from '../texts/texts.ts'
import type { Way } from '../windows/historyNavigation.ts'

/** Actions of entries that are not built into Electron. */
export interface MenuActions {
  newWindow: () => void
  /** Brings the window of that number to the front. */
  showWindow: (number: number) => void
  /** Shows a screen, named by its hash. */
  show: (hash: string) => void
  /** Shows a screen of the open study. */
  showOfStudy: (screen: string) => void
  /** Sends a command that the current page performs itself. */
  tellPage: (command: PageCommand) => void
  /** Navigates the window's history of screens. */
  goThroughVisited: (way: Way) => void
  zoom: (direction: 'in' | 'out') => void
  openStudy: () => void
  openSample: () => void
  /** Opens the lab of a folder or, without one, of a folder that the user picks. */
  openLab: (folder?: string) => void
  showLab: () => void
  exportStudy: () => void
  addData: () => void
  startQueue: () => void
  stopQueue: () => void
  openPaper: () => void
  openLicences: () => void
  openCrashLog: () => void
  openLabLog: () => void
  showAbout: () => void
}

/** An open window, as the menu lists it. */
export interface ListedWindow {
  number: number
  title: string
  /** Whether it is the current window. */
  isCurrent: boolean
}

export interface MenuSurroundings {
  texts: Texts
  platform: NodeJS.Platform
  isPackaged: boolean
  /** Latest changed first. */
  studies: readonly Pick<StudySummary, 'id' | 'name'>[]
  state: MenuState
  /** Folders of recently opened labs, latest first. */
  labs: readonly string[]
  windows: readonly ListedWindow[]
}

type Entry = MenuItemConstructorOptions

const listedStudies = 9
const separator: Entry = { type: 'separator' }

/** Screens of a study, in the order of the window's navigation rail; those beyond the digits have no shortcut. */
const studyScreens = [
  ...(['spaces', 'population', 'monitor', 'explore'] as const),
  ...(['compare', 'refine', 'network', 'reports', 'figures', 'time'] as const),
]

/** The state of the current window that entries depend on, by their ids; without it they are disabled. */
export const menuNeeds: Readonly<Record<string, keyof MenuState>> = {
  back: 'canGoBack',
  forward: 'canGoForward',
  savePdf: 'hasReport',
  export: 'hasStudy',
  ...Object.fromEntries(studyScreens.map((screen) => [screen, 'hasStudy'])),
}

/** The id of a window's entry. */
export const windowEntry = (number: number): string => `window-${number}`

/** The application's menu. */
export function menuTemplate(around: MenuSurroundings, act: MenuActions): Entry[] {
  const { texts, platform, isPackaged, studies, state, labs, windows } = around
  const isMac = platform === 'darwin'
  const roles = (...names: (RoleId & Entry['role'])[]): Entry[] =>
    names.map((role) => ({ role, label: texts.t(`desktop.roles.${role}`) }))
  /** An entry that is enabled only in the state it depends on. */
  const needing = (id: string, entry: Entry): Entry => ({ ...entry, id, enabled: state[menuNeeds[id]!] })
  const settings: Entry = {
    label: texts.t('shell.settings'),
    accelerator: 'CmdOrCtrl+,',
    click: () => act.show('#/settings'),
  }
  const about: Entry = { label: texts.t('desktop.about'), click: act.showAbout }

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
  const recentLabs = labs.map((folder): Entry => ({ label: escaped(folder), click: () => act.openLab(folder) }))
  const file: Entry[] = [
    { label: texts.t('desktop.newStudy'), accelerator: 'CmdOrCtrl+N', click: () => act.show('#/new') },
    { label: texts.t('desktop.newWindow'), accelerator: 'CmdOrCtrl+Shift+N', click: act.newWindow },
    separator,
    { label: texts.t('desktop.open'), accelerator: 'CmdOrCtrl+O', click: act.openStudy },
    {
      label: texts.t('desktop.recent'),
      submenu: recent.length > 0 ? recent : [{ label: texts.t('desktop.none'), enabled: false }],
    },
    { label: texts.t('desktop.sample'), click: act.openSample },
    separator,
    { label: texts.t('desktop.openAnotherLab'), click: () => act.openLab() },
    ...(recentLabs.length > 0 ? [{ label: texts.t('desktop.recentLabs'), submenu: recentLabs }] : []),
    { label: texts.t('desktop.showLab'), click: act.showLab },
    separator,
    { label: texts.t('desktop.addData'), accelerator: 'CmdOrCtrl+Shift+D', click: act.addData },
    needing('export', { label: texts.t('desktop.export'), accelerator: 'CmdOrCtrl+Shift+E', click: act.exportStudy }),
    separator,
    needing('savePdf', {
      label: texts.t('desktop.savePdf'),
      accelerator: 'CmdOrCtrl+Shift+P',
      click: () => act.tellPage('savePdf'),
    }),
    { label: texts.t('desktop.print'), accelerator: 'CmdOrCtrl+P', click: () => act.tellPage('print') },
    ...(isMac ? [separator, ...roles('close')] : [separator, settings, separator, ...roles('quit')]),
  ]
  const edit: Entry[] = [
    { label: texts.t('desktop.roles.undo'), accelerator: 'CmdOrCtrl+Z', click: () => act.tellPage('undo') },
    {
      label: texts.t('desktop.roles.redo'),
      accelerator: isMac ? 'Cmd+Shift+Z' : 'Ctrl+Shift+Z',
      click: () => act.tellPage('redo'),
    },
    separator,
    ...roles('cut', 'copy', 'paste', 'delete', 'selectAll'),
    separator,
    { label: texts.t('desktop.find'), accelerator: 'CmdOrCtrl+F', click: () => act.tellPage('find') },
    { label: texts.t('desktop.findNext'), accelerator: 'CmdOrCtrl+G', click: () => act.tellPage('findNext') },
    {
      label: texts.t('desktop.findPrevious'),
      accelerator: 'CmdOrCtrl+Shift+G',
      click: () => act.tellPage('findPrevious'),
    },
  ]
  const zoomIn: Entry = { label: texts.t('desktop.zoomIn'), click: () => act.zoom('in') }
  const view: Entry[] = [
    ...roles('resetZoom'),
    { ...zoomIn, accelerator: 'CmdOrCtrl+Plus' },
    // Most keyboards need Shift for plus; without Shift the key is `=`.
    { ...zoomIn, accelerator: 'CmdOrCtrl+=', visible: false },
    { label: texts.t('desktop.zoomOut'), accelerator: 'CmdOrCtrl+-', click: () => act.zoom('out') },
    separator,
    ...roles('togglefullscreen'),
    // Crashed or hanging pages are reloaded elsewhere; reloading by hand is for developers.
    ...(isPackaged ? [] : [separator, ...roles('reload', 'toggleDevTools')]),
  ]
  const go: Entry[] = [
    needing('back', {
      label: texts.t('desktop.back'),
      accelerator: isMac ? 'Cmd+[' : 'Alt+Left',
      click: () => act.goThroughVisited('back'),
    }),
    needing('forward', {
      label: texts.t('desktop.forward'),
      accelerator: isMac ? 'Cmd+]' : 'Alt+Right',
      click: () => act.goThroughVisited('forward'),
    }),
    separator,
    { label: texts.t('shell.home'), accelerator: 'CmdOrCtrl+1', click: () => act.show('#/') },
    { label: texts.t('shell.data'), accelerator: 'CmdOrCtrl+D', click: () => act.show('#/data') },
    separator,
    ...studyScreens.map((screen, i) =>
      needing(screen, {
        label: texts.t(`shell.${screen}`),
        ...(i + 2 <= 9 && { accelerator: `CmdOrCtrl+${i + 2}` }),
        click: () => act.showOfStudy(screen),
      }),
    ),
  ]
  const queue: Entry[] = [
    { label: texts.t('desktop.startQueue'), accelerator: 'F9', click: act.startQueue },
    { label: texts.t('desktop.stopQueue'), accelerator: 'Shift+F9', click: act.stopQueue },
  ]
  const listed = windows.map(({ number, title, isCurrent }): Entry => ({
    ...{ id: windowEntry(number), type: 'radio', label: escaped(title), checked: isCurrent },
    click: () => act.showWindow(number),
  }))
  // macOS lists the windows itself. Elsewhere its Zoom role does nothing.
  const window: Entry[] = isMac
    ? [...roles('minimize', 'zoom'), separator, ...roles('front')]
    : [...roles('minimize', 'close'), ...(listed.length > 0 ? [separator, ...listed] : [])]
  const help: Entry[] = [
    { label: texts.t('desktop.paper'), click: act.openPaper },
    { label: texts.t('desktop.licences'), click: act.openLicences },
    { label: texts.t('desktop.labLog'), click: act.openLabLog },
    { label: texts.t('desktop.crashes'), click: act.openCrashLog },
    ...(isMac ? [] : [separator, about]),
  ]

  return [
    ...(isMac ? [{ role: 'appMenu', submenu: application } satisfies Entry] : []),
    { label: texts.t('desktop.file'), submenu: file },
    { label: texts.t('desktop.edit'), role: 'editMenu', submenu: edit },
    { label: texts.t('desktop.view'), submenu: view },
    { label: texts.t('desktop.go'), submenu: go },
    { label: texts.t('desktop.queue'), submenu: queue },
    { label: texts.t('desktop.window'), role: 'windowMenu', submenu: window },
    { label: texts.t('desktop.help'), role: 'help', submenu: help },
  ]
}

/** Escapes a name for a label: a single & would mark the next letter as a mnemonic. */
const escaped = (name: string) => name.replaceAll('&', '&&')
