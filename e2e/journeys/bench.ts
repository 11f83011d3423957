import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base, type Page } from '@playwright/test'
import { startHost, type Host } from './host.ts'

/** A bench with a folder of its own and a window on it. */
export interface Bench {
  page: Page
  dataDir: string
  host: Host
  /** Another host over the same folder, in the window that is open. */
  restart(how: 'stop' | 'kill'): Promise<void>
}

/**
 * Journeys get a bench. Whatever they do, the window must log no error, break no rule of its content security policy and
 * ask no other machine for anything; `page.on` tells.
 */
export const test = base.extend<{ bench: Bench }>({
  bench: async ({ page }, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'regbench-journey-'))
    const faults: string[] = []
    let host = await startHost(dataDir)
    watchFaults(page, faults)
    await page.goto(host.url)
    const bench: Bench = {
      page,
      dataDir,
      get host() {
        return host
      },
      async restart(how) {
        await host[how]()
        host = await startHost(dataDir)
        await page.goto(host.url)
      },
    }
    try {
      await use(bench)
    } finally {
      await host.stop()
      rmSync(dataDir, { recursive: true, force: true })
    }
    expect(faults).toEqual([])
  },
})
export { expect }

function watchFaults(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('console', (message) => {
    // A host that is stopped on purpose is missed by the window, which says so to the user and not as a fault.
    const isLostHost = /ERR_CONNECTION_REFUSED|WebSocket connection to/.test(message.text())
    if (message.type() === 'error' && !isLostHost) faults.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (!['data:', 'blob:'].includes(protocol) && hostname !== '127.0.0.1') faults.push(`request: ${request.url()}`)
  })
}
