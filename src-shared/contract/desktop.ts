import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import { languageCodes, type Language } from '#shared/messages/language.ts'
import { themes, type Theme } from './appearance.ts'
import { procedure, reading } from './procedure.ts'
import { idSchema } from './scope.ts'

/** What a user chooses for the program on this computer, whichever lab is open. */
export const desktopChoicesSchema = z.object({
  /** Ends and trouble of training are told by notifications of the system while no window has the focus. */
  notifies: z.boolean().default(true),
  /** Networks train on when the last window is closed. */
  trainsOn: z.boolean().default(false),
  /** The queue waits while the computer runs on its battery. */
  sparesBattery: z.boolean().default(false),
  /** Each file that is saved asks where; otherwise it goes into one folder. */
  asksWhere: z.boolean().default(false),
})
export type DesktopChoices = z.infer<typeof desktopChoicesSchema>
export const desktopChoiceSchema = desktopChoicesSchema.keyof()
export type DesktopChoice = keyof DesktopChoices

export interface DesktopState {
  choices: DesktopChoices
  /** The folder of the lab that is open. */
  lab: string
  /** Where the lab lies unless another is chosen. */
  usualLab: string
  /** The lab that is opened at the next start. */
  labAtStart: string
  /** Folders of labs that were open before, the last first, without the one that is. */
  recentLabs: string[]
  /** Where files are saved. */
  savesInto: string
  /**
   * What is seen of the program without a window: an icon beside the clock, or nothing, where the desktop shows none.
   * 'dock': the system keeps programs without windows by itself.
   */
  withoutWindow: 'icon' | 'nothing' | 'dock'
  /** Whether the queue was stopped for the battery's sake and goes on with mains power. */
  waitsForPower: boolean
}

/** What the program tells a window. */
export type DesktopEvent =
  /** The state is another. */
  | { kind: 'changed' }
  /** A file of this window was saved; `id` names it in `showSaved`. */
  | { kind: 'saved'; id: number; name: string }
  /** It was not: the disk is full, or the folder cannot be written. */
  | { kind: 'notSaved'; name: string; folder: string }

/** A report, rendered as a page with everything inside. */
const paperSchema = z.object({ title: z.string(), html: z.string() })

/** What a window of the desktop program may ask of the program itself, over a port of its own. */
export const desktop = {
  /** The theme and language that were chosen last on this computer, in a window of any lab; null: none yet. */
  appearance: reading.output(type<{ theme: Theme; language: Language } | null>()),
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
  state: reading.output(type<DesktopState>()),
  /** What happens from now on, beginning with 'changed'. */
  watch: procedure.output(eventIterator(type<DesktopEvent, DesktopEvent>())),
  choose: procedure.input(z.strictObject({ choice: desktopChoiceSchema, is: z.boolean() })),
  /** Shows the lab's folder in the system's file manager. */
  showLab: procedure,
  /** Pauses what trains and opens another lab in this one's place; without a folder the user picks one. */
  openLab: procedure.input(z.strictObject({ folder: z.string().optional() })),
  /** Whether the lab that is open, or the usual one, is opened at the next start. */
  openAtStart: procedure.input(z.strictObject({ thisLab: z.boolean() })),
  /** Lets the user pick the folder that files are saved in. */
  chooseSaveFolder: procedure,
  /** Shows a saved file in the system's file manager. */
  showSaved: procedure.input(z.strictObject({ id: z.int() })),
  /** Opens what the program wrote down of the lab: its starts, ends and warnings. */
  openLog: procedure,
}
export type DesktopContract = typeof desktop
