import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import { languageCodes, type Language } from '#shared/messages/language.ts'
import { themes, type Theme } from './appearance.ts'
import { fileSchema } from './binary.ts'
import { procedure, reading } from './procedure.ts'
import { idSchema } from './scope.ts'

/** The user's choices for the program on this computer, for all labs. */
export const desktopChoicesSchema = z.object({
  /** Reports the end of training and its problems by system notifications while no window has the focus. */
  notifies: z.boolean().default(true),
  /** Training continues after the last window is closed. */
  trainsOn: z.boolean().default(false),
  /** The queue waits while the computer runs on battery. */
  sparesBattery: z.boolean().default(false),
  /** Asks for the location of each saved file; otherwise files are saved in one folder. */
  asksWhere: z.boolean().default(false),
})
export type DesktopChoices = z.infer<typeof desktopChoicesSchema>
export const desktopChoiceSchema = desktopChoicesSchema.keyof()
export type DesktopChoice = keyof DesktopChoices

export interface DesktopState {
  choices: DesktopChoices
  /** The folder of the open lab. */
  lab: string
  /** The folder of the default lab. */
  usualLab: string
  /** The lab opened at the next start. */
  labAtStart: string
  /** Folders of recently opened labs, latest first, without the open one. */
  recentLabs: string[]
  /** The folder where files are saved. */
  savesInto: string
  /**
   * What remains visible of the program without a window: a tray icon, or nothing if the desktop shows none. 'dock':
   * the system itself keeps programs without windows running.
   */
  withoutWindow: 'icon' | 'nothing' | 'dock'
  /** Whether the queue was stopped to save battery and continues on mains power. */
  waitsForPower: boolean
}

/** Events of the program for a window. */
export type DesktopEvent =
  /** The state has changed. */
  | { kind: 'changed' }
  /** A file of this window was saved; `id` identifies it in `showSaved`. */
  | { kind: 'saved'; id: number; name: string }
  /** Saving failed: the disk is full, or the folder is not writable. */
  | { kind: 'notSaved'; name: string; folder: string }

/** A report, rendered as a self-contained page. */
const paperSchema = z.object({ title: z.string(), html: z.string() })

/** The procedures that a window of the desktop program can call on the program itself, over a port of its own. */
export const desktop = {
  /** The theme and language last chosen on this computer, in a window of any lab; null if none were. */
  appearance: reading.output(type<{ theme: Theme; language: Language } | null>()),
  /** Applies the theme and language chosen in the window to title bars, menus and dialogs. */
  setAppearance: procedure.input(z.object({ theme: z.enum(themes), language: z.enum(languageCodes) })),
  /** Opens another window, on the screen named by `hash`. */
  openWindow: procedure.input(z.object({ hash: z.string() })),
  /** The study open in the window, which the menu shows and exports. */
  setStudy: procedure.input(z.object({ id: idSchema.nullable() })),
  /** Saves a report as PDF where the user says; null if cancelled, or if it failed and the user was told. */
  savePdf: procedure.input(paperSchema).output(type<{ name: string; size: number } | null>()),
  /** Prints a report through the system's dialog; resolves when that is closed. */
  print: procedure.input(paperSchema),
  state: reading.output(type<DesktopState>()),
  /** Events from now on, starting with 'changed'. */
  watch: procedure.output(eventIterator(type<DesktopEvent, DesktopEvent>())),
  choose: procedure.input(z.strictObject({ choice: desktopChoiceSchema, is: z.boolean() })),
  /** Shows the lab's folder in the system's file manager. */
  showLab: procedure,
  /** Pauses training and opens another lab instead of this one; without a folder the user picks one. */
  openLab: procedure.input(z.strictObject({ folder: z.string().optional() })),
  /** Whether to open this lab at the next start, or the default one. */
  openAtStart: procedure.input(z.strictObject({ thisLab: z.boolean() })),
  /** Lets the user pick the folder where files are saved. */
  chooseSaveFolder: procedure,
  /** Shows a saved file in the system's file manager. */
  showSaved: procedure.input(z.strictObject({ id: z.int() })),
  /** A file that was opened by the menu or the system, for the screen at `?file=NUMBER`; null if it was taken before. */
  takeFile: procedure.input(z.strictObject({ number: z.int() })).output(fileSchema.nullable()),
  /** Opens the program's log of the lab's starts, ends and warnings. */
  openLog: procedure,
}
export type DesktopContract = typeof desktop
