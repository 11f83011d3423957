import { app, Menu } from 'electron'
import type { StudySummary } from '#shared/contract/studies.ts'
import type { BenchWindows } from './benchWindows.ts'
import { recentLabs } from './labFolder.ts'
import { menuNeeds, menuTemplate, type MenuActions } from './menu.ts'
import { menuStateOf, setMenuState } from './menuState.ts'
import { offerTasks } from './quickTasks.ts'
import type { Texts } from './texts.ts'

export interface MenuSource {
  texts: () => Texts
  windows: BenchWindows
  /** The folder of the lab that is open. */
  lab: string
  act: MenuActions
}

/** The application's menu and the tasks at its icon, as they are for the lab's studies and the window that is worked in. */
export class AppMenu {
  readonly #source: MenuSource
  #studies: StudySummary[] = []

  constructor(source: MenuSource) {
    this.#source = source
  }

  /** Takes in the lab's studies, the last changed first. */
  followStudies(studies: StudySummary[]): void {
    const names = (list: readonly StudySummary[]) => JSON.stringify(list.map(({ id, name }) => [id, name]))
    if (names(studies) === names(this.#studies)) return
    this.#studies = studies
    this.build()
  }

  /** Makes it anew: texts, studies or labs are others. */
  build(): void {
    const { texts, windows, lab, act } = this.#source
    const around = {
      texts: texts(),
      platform: process.platform,
      isPackaged: app.isPackaged,
      studies: this.#studies,
      state: menuStateOf(windows.current),
      labs: recentLabs(lab),
    }
    offerTasks({ ...around, lab }, act)
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(around, act)))
  }

  /** Lets entries be chosen that can do something in the window that is worked in. */
  followWindow(): void {
    const menu = Menu.getApplicationMenu()
    if (menu) setMenuState(menu, menuNeeds, menuStateOf(this.#source.windows.current))
  }
}
