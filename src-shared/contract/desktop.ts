import { type } from '@orpc/contract'
import { z } from 'zod'
import { languageCodes, themes } from './appearance.ts'
import { procedure } from './procedure.ts'
import { idSchema } from './scope.ts'

/** A report, rendered as a page with everything inside. */
const paperSchema = z.object({ title: z.string(), html: z.string() })

/** What a window of the desktop program may ask of the program itself, over a port of its own. */
export const desktop = {
  /** Title bars, menus and dialogs get the theme and language that were chosen in the window. */
  setAppearance: procedure.input(z.object({ theme: z.enum(themes), language: z.enum(languageCodes) })),
  /** Opens one more window, on the screen that `hash` names. */
  openWindow: procedure.input(z.object({ hash: z.string() })),
  /** The study that the window works with: what the menu shows and exports. */
  setStudy: procedure.input(z.object({ id: idSchema.nullable() })),
  /** Writes a report as PDF where the user says; null: nowhere, or it failed, which he was told. */
  savePdf: procedure.input(paperSchema).output(type<{ name: string; size: number } | null>()),
  /** Prints a report by the system's dialog; resolves when that is closed. */
  print: procedure.input(paperSchema),
}
export type DesktopContract = typeof desktop
