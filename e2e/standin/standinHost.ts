import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { settle, type DesktopProgram } from '../desktopProgram.ts'
import { startStandin, type StandinProgram } from './startStandin.ts'

export interface StandinHost extends DesktopProgram {
  /** Reconnects to the windows: a crashed page is lost to earlier connections. */
  lookAgain(): Promise<void>
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>
  /** Waits for the end of the program and for the one that it has had started in its place: from then on this is that. */
  followRelaunch(): Promise<void>
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
  let program = await startStandin([`--data-dir=${dataDir}`, ...words])
  let browser = program.browser
  let page!: Page
  const pages = () => browser.contexts()[0]!.pages()
  const open = async (started: StandinProgram) => {
    program = started
    browser = started.browser
    const downloads = mkdtempSync(join(tmpdir(), 'regbench-saved-'))
    void started.ended.then(() => rmSync(downloads, { recursive: true, force: true }))
    await settle(started, downloads)
    browser.contexts()[0]!.on('page', found)
    await started.becomeReady()
    page = pages()[0] ?? (await browser.contexts()[0]!.waitForEvent('page'))
  }
  await open(program)
  return {
    get page() {
      return page
    },
    get ended() {
      return program.ended
    },
    get url() {
      return page.url()
    },
    get process() {
      return program.process
    },
    pages,
    evaluate: (act, argument) => program.evaluate(act, argument),
    async lookAgain() {
      browser = await program.connect()
      for (const each of pages()) found(each)
      browser.contexts()[0]!.on('page', found)
      page = pages()[0]!
    },
    followRelaunch: async () => open(await program.relaunched()),
    async stop() {
      await program.evaluate(({ app }) => void setImmediate(() => app.quit()), undefined).catch(() => undefined)
      await program.ended
    },
    async kill() {
      const gone = browser.isConnected() && new Promise((resolve) => browser.once('disconnected', resolve))
      program.process.kill('SIGKILL')
      await Promise.all([program.ended, gone])
    },
  }
}
