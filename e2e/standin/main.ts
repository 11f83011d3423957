import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as electron from './electron.ts'
import { watchDownloads } from './downloads.ts'
import { endSession } from './endSession.ts'
import { Menu } from './menu.ts'
import { printed } from './printing.ts'
import { takeSignals } from './signals.ts'
import { requests, clickNotification, shownTray } from './system.ts'
import { errorBoxes } from './dialog.ts'
import { serialiseAsElectron } from './v8Format.ts'
import { shellVersions } from './versions.ts'

/**
 * Starts the program as Electron would: the built shell with this stand-in in place of Electron. Over the channel to
 * its parent it reports where its pages are and evaluates functions beside the shell, as Playwright does in Electron's
 * main process.
 */

/**
 * A message from a journey: the text of a function, called with the module 'electron', the stand-in's extras, and
 * `argument`.
 */
export interface Evaluation {
  id: number
  code: string
  argument: unknown
}
export type FromStandin =
  | { kind: 'listening'; endpoint: string }
  /** This one ends, and is to be started again with these words. */
  | { kind: 'relaunch'; words: readonly string[] }
  | { kind: 'evaluated'; id: number; value: unknown }
  | { kind: 'failed'; id: number; message: string }

const root = join(import.meta.dirname, '../..')
const { main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { main: string }

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('./electron.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
})
serialiseAsElectron()
Object.assign(process.versions, shellVersions)
Object.assign(process, { resourcesPath: join(root, 'node_modules/electron/dist/resources'), type: 'browser' })
// Electron has the program's folder where Node has the script.
process.argv.splice(1, 1, root)

/** Actions of a user or the system that Electron's own module does not offer to a journey. */
const standin = {
  /** Makes the program ready, once somebody is watching it. */
  becomeReady: () => electron.app.becomeReady(),
  requests,
  errorBoxes,
  clickNotification,
  printed,
  shownTray,
  openedMenu: () => Menu.opened,
  /** Delays the window's files from now on, in milliseconds. */
  answerLate: (ms: number) => electron.session.defaultSession.protocol.answerLate(ms),
  shutDown: () => electron.powerMonitor.shutDown(),
  endSession,
}
export type Standin = typeof standin

const say = (message: FromStandin) => process.send?.(message)
// The folder of the program is named by whoever starts it.
electron.app.startAgain = ([, ...words]) =>
  new Promise((resolve) => {
    if (process.send) process.send({ kind: 'relaunch', words } satisfies FromStandin, () => resolve())
    else resolve()
  })
await import(pathToFileURL(join(root, main)).href)
// The script may already have decided to end.
const chromium = await electron.app.startChromium()
// Without it there is no window. If the program ends by itself, it is the last to go.
chromium.process.once('exit', () => process.exit(1))
await watchDownloads(chromium)
takeSignals(() => electron.app.quit())
process.on('message', (message: Evaluation) => void evaluate(message))
say({ kind: 'listening', endpoint: await chromium.endpoint })
// Ready at once if nobody is there to say so.
if (!process.send) electron.app.becomeReady()
// Ends with its parent.
process.on('disconnect', () => process.exit(1))

async function evaluate({ id, code, argument }: Evaluation): Promise<void> {
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what a journey sends is its own
    const call = new Function(
      'electron',
      'standin',
      'argument',
      `return (${code})({ ...electron, standin }, argument)`,
    ) as (...given: unknown[]) => unknown
    say({ kind: 'evaluated', id, value: (await call(electron, standin, argument)) ?? null })
  } catch (error) {
    say({ kind: 'failed', id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}
