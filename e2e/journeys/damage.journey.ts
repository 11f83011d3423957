import { closeSync, openSync, readdirSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test, type Bench } from './bench.ts'
import { newStudy, startPopulation } from './steps.ts'

const name = 'Kept safe'
const damage = (page: Page) => page.getByRole('alert').filter({ hasText: 'Nothing is overwritten' })
const reopening = (page: Page) => page.getByText('This window reloads in a moment.')
const networks = (page: Page) => page.getByRole('button', { name: /^Network #\d+, \d+\.\d %$/ })
const study = (page: Page) => page.getByRole('link', { name, exact: true }).first()

/** Creates a lab with a finished study and a backup, then damages the middle of its database while it is closed. */
async function damagedLab(bench: Bench): Promise<void> {
  const { page } = bench
  await newStudy(page, { name, spaces: ['AnyNetX_A'], perSpace: 2, epochs: 1 })
  await startPopulation(page, 'AnyNetX_A')
  await expect(networks(page)).toHaveCount(2, { timeout: 120_000 })
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('button', { name: 'Back up now' }).click()
  await expect(page.getByRole('button', { name: /^Restore the backup of/ }).first()).toBeVisible()
  await bench.host.stop()
  overwriteMiddle(join(bench.dataDir, 'lab.sqlite'))
  // The desktop program opens a new window.
  await bench.restart('kill')
  await bench.page.getByRole('link', { name: 'Home', exact: true }).click()
  await expect(damage(bench.page)).toBeVisible()
}

function overwriteMiddle(file: string): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(512, 0x5a), 0, 512, Math.floor(statSync(file).size / 2))
  closeSync(handle)
}

const kept = ({ dataDir }: Bench, prefix: string) => readdirSync(dataDir).filter((entry) => entry.startsWith(prefix))

test('a damaged lab reports it and is read-only; one button restores a backup with everything in it', async ({
  bench,
}) => {
  await damagedLab(bench)
  const { page } = bench

  await test.step('changes to the lab are refused with a message', async () => {
    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    await page.getByRole('button', { name: 'Back up now' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'The lab is read-only until you decide' })).toBeVisible()
  })

  await test.step('the newest backup is preselected', async () => {
    await page.getByRole('button', { name: 'Restore a backup…' }).click()
    await expect(page.getByRole('radio').first()).toBeChecked()
    await page
      .getByRole('button', { name: /^Restore the backup of/ })
      .filter({ visible: true })
      .last()
      .click()
  })

  await test.step('the window shows the lab again, and it trains as before', async () => {
    await expect(damage(page)).toBeHidden()
    await expect(reopening(page)).toBeHidden()
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    await study(page).click()
    await startPopulation(page, 'AnyNetX_A')
    await expect(networks(page)).toHaveCount(2, { timeout: 120_000 })
    expect(kept(bench, 'damaged-')).toHaveLength(1)
  })
})

test('a damaged lab continues with what can be read, and keeps the old files', async ({ bench }) => {
  await damagedLab(bench)
  const { page } = bench
  await page.getByRole('button', { name: 'Go on with what can be read…' }).click()
  await page.getByRole('button', { name: 'Go on with what can be read', exact: true }).click()
  await expect(damage(page)).toBeHidden()
  await expect(reopening(page)).toBeHidden()
  await newStudy(page, { name: 'Begun after it', spaces: ['AnyNetX_A'], perSpace: 2, epochs: 1 })
  await startPopulation(page, 'AnyNetX_A')
  await expect(networks(page)).toHaveCount(2, { timeout: 120_000 })
  expect(kept(bench, 'damaged-')).toHaveLength(1)
})
