import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base, type Browser, type BrowserContextOptions, type Page } from '@playwright/test'
import { desktopUnavailable, startDesktop } from '../desktopHost.ts'
import { savedBy, type DesktopProgram } from '../desktopProgram.ts'
import { browserUnavailable } from '../findBrowser.ts'
import { fromWeb } from '../standin/schemes.ts'
import { startStandinHost } from '../standin/standinHost.ts'
import { startHost, type Host } from './host.ts'

/** What a journey runs in: a page of the browser host, the desktop program, or its shell under the stand-in. */
export type Program = 'browser' | 'desktop' | 'standin'

/** A bench with its own folder and a window on it. */
export interface Bench {
  /** After a restart of the desktop program, its new window. */
  readonly page: Page
  dataDir: string
  readonly host: Host
  /** Starts another host over the same folder in the open window. */
  restart(how: 'stop' | 'kill'): Promise<void>
  /** The path of the file that the window saves during `act`. */
  saved(act: () => Promise<void>): Promise<string>
}

/** The window's address without the current screen. */
export const benchAddress = (page: Page): string => page.url().replace(/[?#].*$/s, '')

/** A new page of a browser, which starts when a journey first asks for one; the desktop program needs none. */
type NewPage = (options?: BrowserContextOptions) => Promise<Page>

/**
 * Provides journeys with a bench. The window must never log an error, violate its content security policy or contact
 * another machine; `page.on` checks this.
 */
export const test = base.extend<{ bench: Bench; program: Program; possible: undefined; newPage: NewPage }>({
  program: ['browser', { option: true }],
  // Before starting any browser for it.
  possible: [
    async ({ program }, use, testInfo) => {
      const unavailable = program === 'desktop' ? desktopUnavailable() : browserUnavailable()
      testInfo.skip(unavailable !== undefined, unavailable ?? '')
      await use(undefined)
    },
    { auto: true },
  ],
  newPage: async ({ playwright }, use) => {
    let browser: Browser | undefined
    await use(async (options) => {
      browser ??= await playwright.chromium.launch()
      const context = await browser.newContext(options)
      return context.newPage()
    })
    await browser?.close()
  },
  bench: async ({ newPage, program }, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'regbench-journey-'))
    const faults: string[] = []
    const seen = new Set<Page>()
    const watch = (page: Page) => {
      if (seen.has(page)) return
      seen.add(page)
      watchFaults(page, faults)
      // What cannot be clicked by then fails there, not with the time of the whole journey.
      page.setDefaultTimeout(60_000)
    }
    let browserPage: Page | undefined
    const open: Record<Program, () => Promise<Opened>> = {
      async browser() {
        const host = await startHost(dataDir)
        browserPage ??= await newPage()
        const page = browserPage
        watch(page)
        // After a restart, the open page finds the host by itself.
        if (new URL(page.url()).origin !== new URL(host.url).origin) await page.goto(host.url)
        return { host, page: () => page, saved: (act) => downloaded(page, act) }
      },
      desktop: async () => ofDesktop(await startDesktop(dataDir, watch)),
      standin: async () => ofDesktop(await startStandinHost(dataDir, watch)),
    }
    let opened = await open[program]()
    const bench: Bench = {
      dataDir,
      get page() {
        return opened.page()
      },
      get host() {
        return opened.host
      },
      async restart(how) {
        await opened.host[how]()
        opened = await open[program]()
      },
      saved: (act) => opened.saved(act),
    }
    try {
      await use(bench)
    } finally {
      // Before the host: a window's errors about the end of its host are no fault of either.
      await browserPage?.close()
      await opened.host.stop()
      rmSync(dataDir, { recursive: true, force: true })
    }
    expect(faults).toEqual([])
  },
})
export { expect }

interface Opened {
  host: Host
  page: () => Page
  saved: Bench['saved']
}

const ofDesktop = (host: DesktopProgram): Opened => ({
  host,
  page: () => host.page,
  saved: (act) => savedBy(host, act),
})

async function downloaded(page: Page, act: () => Promise<void>): Promise<string> {
  const begun = page.waitForEvent('download')
  await act()
  return (await begun).path()
}

function watchFaults(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('console', (message) => {
    // When a host is stopped on purpose, the window tells the user; this does not count as a fault.
    const isLostHost =
      /ERR_(CONNECTION_(REFUSED|RESET)|SOCKET_NOT_CONNECTED|EMPTY_RESPONSE)|WebSocket connection to/.test(
        message.text(),
      )
    if (message.type() === 'error' && !isLostHost) faults.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(fromWeb(request.url()))
    if (!['data:', 'blob:', 'app:'].includes(protocol) && hostname !== '127.0.0.1')
      faults.push(`request: ${request.url()}`)
  })
}
