import type { Page } from '@playwright/test'
import { expect, test } from './bench.ts'
import { rowsOfExplore } from './steps.ts'

test('two windows on one lab: a change in one is never silently overwritten by the other', async ({
  bench,
  program,
}) => {
  test.skip(program !== 'browser', 'The desktop program opens its windows itself, which desktop.journey.ts tries.')
  const { page: first } = bench
  await first.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(first).toHaveURL(/study\/1/)
  const second = await first.context().newPage()
  const both = [first, second]
  const open = (page: Page, screen: string) => page.getByRole('link', { name: screen, exact: true }).click()
  const notes = (page: Page) => page.getByRole('alert').filter({ hasText: /in the meantime/ })
  const see = async (screen: string) => {
    await open(first, screen)
    await expect(first).toHaveURL(new RegExp(screen.toLowerCase()))
    await second.goto(first.url())
  }

  /** Sets whether the second window receives changes: a hidden page requests nothing. */
  const hears = (isHeard: boolean) =>
    second.evaluate(`Object.defineProperty(document, 'hidden', { value: ${!isHeard}, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))`)

  await test.step('different runs are excluded in each; a conflicting reason is reported', async () => {
    await see('Explore')
    for (const page of both) await expect(page.getByText('48 of 48 networks')).toBeVisible()
    const ask = async (page: Page, row: number, reason: string) => {
      await rowsOfExplore(page).nth(row).click()
      await page.getByRole('button', { name: 'Exclude…' }).click()
      await page.getByRole('textbox', { name: 'Reason for excluding' }).fill(reason)
    }
    const excluded = (page: Page, reason: string) => page.getByText(`Excluded from every number: ${reason}`)
    await ask(first, 0, 'mine')
    await ask(second, 1, 'theirs')
    for (const page of both) await page.keyboard.press('Enter')
    await expect(excluded(first, 'mine')).toBeVisible()
    await expect(excluded(second, 'theirs')).toBeVisible()
    for (const page of both) await expect(notes(page)).toHaveCount(0)

    await hears(false)
    await ask(first, 2, 'mine')
    await ask(second, 2, 'theirs')
    await first.keyboard.press('Enter')
    await expect(excluded(first, 'mine')).toBeVisible()
    await second.keyboard.press('Enter')
    await expect(notes(second)).toBeVisible()
    await expect(second.getByRole('textbox', { name: 'Reason for excluding' })).toHaveValue('theirs')
    await expect(excluded(first, 'mine')).toBeVisible()
    await hears(true)
    await expect(excluded(second, 'mine')).toBeVisible()
  })

  await test.step('a refinement is edited in both; a conflicting choice is reported', async () => {
    await see('Refine')
    await first.getByRole('button', { name: 'Begin a refinement' }).click()
    await expect(first).toHaveURL(/refinement=/)
    await second.goto(first.url())
    const question = (page: Page) => page.getByRole('heading', { level: 1, name: /in common/ })
    await expect(second.getByRole('heading', { level: 1, name: /^Which networks/ })).toBeVisible()
    await first.getByRole('button', { name: 'Look for a pattern' }).click()
    for (const page of both) await expect(question(page)).toBeVisible()

    /** Typed text stays in the browser until the lab has stored it. */
    const stored = (page: Page) =>
      expect
        .poll(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.includes('draft.refinement.'))))
        .toBe(false)
    const choice = (page: Page, place: number) => page.locator('main').getByRole('radio').nth(place)
    await choice(first, 0).press('Space')
    await stored(first)
    await choice(second, 1).press('Space')
    await expect(notes(second)).toBeVisible()
    await expect(choice(second, 1)).toBeChecked()
    await second.getByRole('button', { name: 'Use the stored version' }).click()
    await expect(choice(second, 0)).toBeChecked()
    await expect(notes(second)).toHaveCount(0)
    await choice(first, 2).press('Space')
    await stored(first)
    await choice(second, 1).press('Space')
    await expect(notes(second)).toBeVisible()
    await second.getByRole('button', { name: 'Replace it with mine' }).click()
    await stored(second)
    await expect(notes(second)).toHaveCount(0)
    await first.reload()
    await expect(choice(first, 1)).toBeChecked()
  })

  await test.step('a conflicting number of trainers is reported, and stored if confirmed', async () => {
    await see('Settings')
    const field = (page: Page) => page.getByRole('textbox', { name: 'Trainers at once' })
    await hears(false)
    await field(first).fill('1')
    await field(first).press('Enter')
    await field(first).blur()
    await field(second).fill('3')
    await field(second).blur()
    await expect(notes(second)).toBeVisible()
    await expect(field(second)).toHaveValue('3')
    await hears(true)
    await field(second).focus()
    await field(second).press('Enter')
    await expect(notes(second)).toHaveCount(0)
    await expect(field(first)).toHaveValue('3')
  })
})
