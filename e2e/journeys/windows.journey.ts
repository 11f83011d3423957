import type { Page } from '@playwright/test'
import { expect, test } from './bench.ts'
import { rowsOfExplore } from './steps.ts'

test('two windows on one lab: what is done in one is never replaced unseen by the other', async ({
  bench,
  program,
}, testInfo) => {
  testInfo.skip(program === 'desktop', 'the desktop program has one window')
  const { page: first } = bench
  await first.getByRole('button', { name: 'Open', exact: true }).click()
  const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click()
  await expect(first).toHaveURL(/study\/1/)
  const second = await first.context().newPage()
  await second.goto(first.url())
  await expect(second.getByRole('link', { name: 'Explore', exact: true })).toBeVisible()
  const alert = (page: Page) => page.getByRole('alert').filter({ hasText: /meanwhile/ })

  await test.step('runs are excluded in both: others are no conflict, another reason for one is told', async () => {
    const exclude = async (page: Page, row: number, reason: string) => {
      await rowsOfExplore(page).nth(row).click()
      const ask = page.getByRole('button', { name: /^Exclude/ }).first()
      const field = page.getByRole('textbox', { name: 'Why?' }).or(page.getByPlaceholder('Reason')).first()
      await ask.click()
      await field.fill(reason)
    }
    for (const page of [first, second]) {
      await link(page, 'Explore')
      await expect(page.getByText('48 of 48 networks')).toBeVisible()
    }
    await exclude(first, 1, 'mine')
    await exclude(second, 2, 'theirs')
    for (const page of [first, second]) await page.keyboard.press('Enter')
    for (const page of [first, second]) await expect(page.getByText('46 of 48').first()).toBeVisible()
    await expect(alert(first).or(alert(second))).toHaveCount(0)
  })

  await test.step('what one window has done is not taken back once another has done otherwise', async () => {
    await rowsOfExplore(second).nth(1).click()
  })
})
