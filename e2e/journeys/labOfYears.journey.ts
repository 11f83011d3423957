import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clientOf } from '#main/services/client.ts'
import { fillSpaces } from '#main/testing/manySpaces.ts'
import { createLab } from '#main/testing/openLab.ts'
import { expect, test } from './bench.ts'
import { startHost } from './host.ts'

const populations = 14
/** Minimum height of a name in Compare's chart in pixels. */
const nameHeight = 15

test('a lab grown over years: named populations are distinguishable and have room, old items show their year', async ({
  newPage,
  program,
}) => {
  test.skip(program !== 'browser', 'The window is the same in the desktop program.')
  const dataDir = mkdtempSync(join(tmpdir(), 'regbench-journey-'))
  const lab = await createLab({ dataDir, now: () => Date.UTC(2025, 2, 3, 12) })
  const { studyId, populationIds } = fillSpaces(lab, { spaces: 42, populations })
  const document = { title: 'Old', language: 'en' as const, populationIds: populationIds.slice(0, 1), blocks: [] }
  await clientOf(lab).reports.add({ studyId, document })
  await lab.close()
  const host = await startHost(dataDir)
  try {
    const page = await newPage()
    await page.goto(host.url)
    const home = new URL(page.url()).origin

    await page.goto(`${home}/#/study/${studyId}/compare?populations=${populationIds.join()}`)
    const marks = page.getByRole('list', { name: 'Populations shown' }).locator('.space path')
    const drawn = async () => {
      const all = await marks.all()
      return Promise.all(all.map(async (mark) => `${await mark.getAttribute('d')} ${await mark.getAttribute('fill')}`))
    }
    await expect.poll(async () => new Set(await drawn()).size).toBe(populations)
    const canvas = page.locator('main canvas').first()
    await expect.poll(async () => (await canvas.boundingBox())?.height).toBeGreaterThan(populations * nameHeight)

    await page.goto(`${home}/#/study/${studyId}/reports`)
    await expect(page.locator('.builder').getByRole('status').first()).toContainText('Mar 3, 2025')
  } finally {
    await host.stop()
    rmSync(dataDir, { recursive: true })
  }
})
