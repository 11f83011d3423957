import type { BrowserWindow, Menu } from 'electron'
import type { BenchWindow } from '../windows/benchWindow.ts'

/** What the current window allows. */
export interface MenuState {
  canGoBack: boolean
  canGoForward: boolean
  hasStudy: boolean
  /** Whether it shows a report. */
  hasReport: boolean
}

/** The state without a window. */
export const noWindow: MenuState = { canGoBack: false, canGoForward: false, hasStudy: false, hasReport: false }

/** The menu state of a window. */
export function menuStateOf(shown: Pick<BenchWindow, 'study' | 'window'> | undefined): MenuState {
  if (!shown) return noWindow
  const { navigationHistory } = shown.window.webContents
  return {
    canGoBack: navigationHistory.canGoBack(),
    canGoForward: navigationHistory.canGoForward(),
    hasStudy: shown.study !== undefined,
    hasReport: /#\/study\/\d+\/reports\/\d+/.test(shown.window.webContents.getURL()),
  }
}

/** Enables the entries whose condition in `needs` holds. */
export function setMenuState(
  menu: Pick<Menu, 'getMenuItemById'>,
  needs: Readonly<Record<string, keyof MenuState>>,
  state: MenuState,
): void {
  for (const [id, need] of Object.entries(needs)) {
    const entry = menu.getMenuItemById(id)
    if (entry) entry.enabled = state[need]
  }
}

/** Calls `changed` whenever a window's state may have changed. */
export function followMenuState(window: BrowserWindow, changed: () => void): void {
  window.on('focus', changed)
  window.on('closed', changed)
  window.webContents.on('page-title-updated', changed)
  window.webContents.on('did-navigate', changed)
  window.webContents.on('did-navigate-in-page', changed)
}
