import { app, Menu } from 'electron'
import type { StudySummary } from '#shared/contract/studies.ts'
import type { BenchWindows } from '../windows/benchWindows.ts'
import { recentLabs } from '../labs/labFolder.ts'
import { menuNeeds, menuTemplate, windowEntry, type ListedWindow, type MenuActions } from './menu.ts'
import { menuStateOf, setMenuState } from './menuState.ts'
import { offerTasks } from './quickTasks.ts'
import type { Texts } from '../texts/texts.ts'

export interface MenuSource {
  texts: () => Texts
  windows: BenchWindows
  /** The folder of the open lab. */
  lab: string
  act: MenuActions
}

/** The application menu and the tasks at its icon, kept up to date with the lab's studies and the current window. */
export class AppMenu {
  readonly #source: MenuSource
  #studies: StudySummary[] = []
  /** The windows listed in the menu, by number and title. */
  #listed = ''

  constructor(source: MenuSource) {
    this.#source = source
  }

  /** Updates the lab's studies, latest changed first. */
  followStudies(studies: StudySummary[]): void {
    const names = (list: readonly StudySummary[]) => JSON.stringify(list.map(({ id, name }) => [id, name]))
    if (names(studies) === names(this.#studies)) return
    this.#studies = studies
    this.build()
  }

  /** Rebuilds the menu after texts, studies or labs have changed. */
  build(): void {
    const { texts, windows, lab, act } = this.#source
    this.#listed = listText(this.#windows())
    const around = {
      texts: texts(),
      platform: process.platform,
      isPackaged: app.isPackaged,
      studies: this.#studies,
      state: menuStateOf(windows.current),
      labs: recentLabs(lab),
      windows: this.#windows(),
    }
    offerTasks({ ...around, lab }, act)
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(around, act)))
  }

  /** Lists the open windows, and enables the entries that the current window supports. */
  followWindow(): void {
    const windows = this.#windows()
    if (listText(windows) !== this.#listed) this.build()
    const menu = Menu.getApplicationMenu()
    if (!menu) return
    setMenuState(menu, menuNeeds, menuStateOf(this.#source.windows.current))
    const current = windows.find(({ isCurrent }) => isCurrent)
    const entry = current && menu.getMenuItemById(windowEntry(current.number))
    if (entry) entry.checked = true
  }

  #windows(): ListedWindow[] {
    const { windows } = this.#source
    return windows.all
      .map(({ number, window }) => ({
        number,
        title: window.webContents.getTitle() || app.name,
        isCurrent: windows.current?.number === number,
      }))
      .sort((a, b) => a.number - b.number)
  }
}

/** The properties of windows whose change requires rebuilding the menu. */
const listText = (windows: readonly ListedWindow[]) =>
  JSON.stringify(windows.map(({ number, title }) => [number, title]))
