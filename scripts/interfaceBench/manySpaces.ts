import type { Browser } from '@playwright/test'
import type { ManySpaces } from '#main/testing/manySpaces.ts'
import { tasksDuring } from './mainThread.ts'
import type { PageWatch } from './pageWatch.ts'
import type { Line } from './table.ts'
import { longTasksOf, openPage } from './window.ts'

// Available in functions that run in the page.
declare const window: { benchWatch: PageWatch }

/** Longer blocking of the window is noticeable. */
const longestTask = 100

/** The load of the views of a study with many spaces on the window's main thread. */
export async function* measureSpaces(browser: Browser, address: string, filled: ManySpaces): AsyncGenerator<Line> {
  const { studyId, populationIds, refinementId } = filled
  const study = `#/study/${studyId}`
  const all = populationIds.join()
  const views = [
    ['home', '#/', 'main table'],
    ['spaces', `${study}/spaces`, 'main svg path'],
    ['populations', `${study}/population`, 'main table, main li, main canvas'],
    ['explore', `${study}/explore?populations=${all}`, 'main [role=grid] [role=gridcell]'],
    ['compare', `${study}/compare?populations=${all}`, 'main canvas'],
    ['compare, two chosen', `${study}/compare`, 'main canvas'],
    ['refine', `${study}/refine`, 'main button'],
    ['wizard', `${study}/refine?refinement=${refinementId}`, 'main h1'],
    ['networks', `${study}/network`, 'main table'],
    ['reports', `${study}/reports`, 'main button'],
  ] as const
  const page = await openPage(browser, address)
  for (const [name, hash, ready] of views) {
    await page.evaluate(() => sessionStorage.clear())
    await page.goto(`${new URL(address).origin}/#/settings`)
    await page.reload()
    await page.evaluate(() => window.benchWatch.quiet(600, 20_000))
    let note = ''
    const { longest } = await tasksDuring(browser, async () => {
      const seen = await page.evaluate(([to, sign]) => window.benchWatch.visit(to, sign), [hash, ready] as const)
      note = longTasksOf(seen)
    })
    yield { what: `${name}, many spaces: longest task`, value: longest, target: longestTask, note }
  }
  await page.close()
}
