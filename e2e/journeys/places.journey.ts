import type { Page } from '@playwright/test'
import { benchAddress, expect, test } from './bench.ts'
import { act, newStudy } from './steps.ts'

const open = (page: Page, path: string) => page.goto(`${benchAddress(page)}#${path}`)
const title = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

test('a missing or trashed study is reported; a name is edited in place without side effects', async ({ bench }) => {
  const { page } = bench
  await newStudy(page, { name: 'Kept', spaces: ['AnyNetX_A'], perSpace: 2, epochs: 1 })

  await test.step('Enter renames a population without starting training', async () => {
    await page.getByRole('button', { name: 'Add to queue', exact: true }).click()
    await expect(page.getByText('1 in this study')).toBeVisible()
    await act(page, 'AnyNetX_A · seed 1', 'Rename')
    // The content of the field is selected.
    await page.keyboard.type('First')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('link', { name: /First$/ })).toBeVisible()
    await expect(page.getByText('1 in this study')).toBeVisible()
    await expect(page.getByText('Queue stopped, 2 waiting')).toBeVisible()
  })

  await test.step('the address of a missing study leads to Home', async () => {
    await open(page, '/study/99/spaces')
    await expect(title(page, 'Study not found')).toBeVisible()
    await page.getByRole('button', { name: 'Go to Home' }).click()
    await expect(title(page, 'Studies')).toBeVisible()
  })

  await test.step('a taken name stays in its field with the reason', async () => {
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(title(page, 'Spaces')).toBeVisible()
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    await act(page, 'Kept', 'Rename')
    const name = page.getByRole('textbox', { name: 'Name of the study' })
    await name.fill('From AnyNetX_A to RegNetX')
    await name.press('Enter')
    await expect(name).toHaveAttribute('aria-invalid', 'true')
    await expect(name).toHaveValue('From AnyNetX_A to RegNetX')
    await name.press('Escape')
    await expect(page.getByRole('link', { name: 'Kept', exact: true }).first()).toBeVisible()
  })

  await test.step('a trashed study can be restored at its address', async () => {
    await act(page, 'Kept', 'Move to trash')
    await expect(page.getByText('Trash: 1 study')).toBeVisible()
    await open(page, '/study/1/spaces')
    await expect(title(page, 'This study is in the trash')).toBeVisible()
    await page.getByRole('button', { name: 'Restore' }).click()
    await expect(title(page, 'Spaces')).toBeVisible()
  })
})
