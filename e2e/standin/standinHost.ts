import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { settle, type DesktopProgram } from '../desktopProgram.ts'
import { startStandin } from './startStandin.ts'

export interface StandinHost extends DesktopProgram {
  /** Reconnects to the windows: a crashed page is lost to earlier connections. */
  lookAgain(): Promise<void>
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>
}

/**
 * Starts the built shell under the stand-in over a lab's folder; `found` is called with every page before it loads
 * anything.
 */
export async function startStandinHost(
  dataDir: string,
  found: (page: Page) => void,
  words: readonly string[] = [],
): Promise<StandinHost> {
  const program = await startStandin([`--data-dir=${dataDir}`, ...words])
  const { evaluate, ended } = program
  let browser = program.browser
  const downloads = mkdtempSync(join(tmpdir(), 'regbench-saved-'))
  void ended.then(() => rmSync(downloads, { recursive: true, force: true }))
  await settle(program, downloads)
  const pages = () => browser.contexts()[0]!.pages()
  browser.contexts()[0]!.on('page', found)
  await program.becomeReady()
  let page = pages()[0] ?? (await browser.contexts()[0]!.waitForEvent('page'))
  return {
    get page() {
      return page
    },
    pages,
    evaluate,
    ended,
    url: page.url(),
    process: program.process,
    async lookAgain() {
      browser = await program.connect()
      for (const each of pages()) found(each)
      browser.contexts()[0]!.on('page', found)
      page = pages()[0]!
    },
    async stop() {
      await evaluate(({ app }) => void setImmediate(() => app.quit()), undefined).catch(() => undefined)
      await ended
    },
    async kill() {
      const gone = browser.isConnected() && new Promise((resolve) => browser.once('disconnected', resolve))
      program.process.kill('SIGKILL')
      await Promise.all([ended, gone])
    },
  }
}
