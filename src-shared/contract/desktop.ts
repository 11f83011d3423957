import { z } from 'zod'
import { languageCodes, themes } from './appearance.ts'
import { procedure } from './procedure.ts'

/** What a window of the desktop program may ask of the program itself, over a port of its own. */
export const desktop = {
  /** Title bars, menus and dialogs get the theme and language that were chosen in the window. */
  setAppearance: procedure.input(z.object({ theme: z.enum(themes), language: z.enum(languageCodes) })),
  /** Opens one more window, on the screen that `hash` names. */
  openWindow: procedure.input(z.object({ hash: z.string() })),
}
export type DesktopContract = typeof desktop
