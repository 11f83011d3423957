import { expect, test } from './bench.ts'
import { rowsOfExplore } from './steps.ts'

test('Explore by keyboard alone: a condition is added, changed and removed, and the focus returns', async ({
  bench,
}) => {
  const { page } = bench
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByRole('link', { name: 'Explore', exact: true }).click()
  await expect(page.getByText('48 of 48 networks')).toBeVisible()

  const condition = page.getByRole('button', { name: 'Condition', exact: true })
  const value = page.getByRole('textbox', { name: 'Value' })
  await condition.press('Enter')
  await expect(value).toBeFocused()
  await value.fill('many')
  await value.press('Enter')
  await expect(page.getByRole('alert')).toContainText('Enter a number')
  await expect(value).toHaveValue('many')
  await value.fill('1')
  await value.press('Enter')
  await expect(condition).toBeFocused()
  await expect(page.getByText('No network fulfils these conditions.')).toBeVisible()

  const phrase = page.getByRole('button', { name: 'Change: error at most 1.0 %' })
  await phrase.press('Enter')
  await expect(value).toHaveValue('1')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Escape')
  await expect(phrase).toBeFocused()
  await page.getByRole('button', { name: 'Remove: error at most 1.0 %' }).press('Enter')
  await expect(rowsOfExplore(page).first()).toBeVisible()
})
