/**
 * Renders the README's picture from the sample study: the bench comparing spaces.
 *
 *   npm run build:renderer && node scripts/pictures.ts
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { findBrowser } from '../e2e/findBrowser.ts'
import { startHost } from '../e2e/journeys/host.ts'

const images = join(import.meta.dirname, '../docs/images')
const executablePath = findBrowser()
const browser = await chromium.launch({
  args: ['--no-sandbox'],
  ...(executablePath !== undefined && { executablePath }),
})
const dataDir = mkdtempSync(join(tmpdir(), 'regbench-pictures-'))
const host = await startHost(dataDir)
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1.5 })
  await page.goto(host.url)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByRole('link', { name: 'Compare', exact: true }).click()
  await page.getByText('P(new beats old)').waitFor()
  await page.getByText('Why did it change?').waitFor()
  writeFileSync(join(images, 'bench.png'), await settledPicture(page))
} finally {
  await browser.close()
  await host.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

/** A screenshot once the page has not changed for two seconds: bands appear when computed. */
async function settledPicture(page: Page): Promise<Buffer> {
  for (let before = await page.screenshot(); ;) {
    await page.waitForTimeout(2000)
    const now = await page.screenshot()
    if (now.equals(before)) return now
    before = now
  }
}
