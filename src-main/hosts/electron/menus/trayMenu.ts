import type { MenuItemConstructorOptions } from 'electron'
import type { MenuActions } from './menu.ts'
import type { Texts } from '../texts/texts.ts'

export interface TraySurroundings {
  texts: Texts
  /** Progress of the queue, as text. */
  progress: string
  /** Undefined: no lab answers. */
  queue: { isRunning: boolean } | undefined
}

export interface TrayActions extends Pick<MenuActions, 'startQueue' | 'stopQueue'> {
  /** Opens the window. */
  open: () => void
  quit: () => void
}

/** The menu of the tray icon. */
export function trayTemplate(
  { texts, progress, queue }: TraySurroundings,
  act: TrayActions,
): MenuItemConstructorOptions[] {
  return [
    { label: progress, enabled: false },
    { type: 'separator' },
    { label: texts.t('desktop.openWindow'), click: act.open },
    { label: texts.t('desktop.startQueue'), enabled: queue?.isRunning === false, click: act.startQueue },
    { label: texts.t('desktop.stopQueue'), enabled: queue?.isRunning === true, click: act.stopQueue },
    { type: 'separator' },
    { label: texts.t('desktop.quit'), click: act.quit },
  ]
}
