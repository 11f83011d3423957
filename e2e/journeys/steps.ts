import { expect, type Locator, type Page } from '@playwright/test'

/** Fills in the form of a new study on the built-in images and creates it; small enough to train in seconds. */
export async function newStudy(
  page: Page,
  study: { name: string; spaces: readonly string[]; perSpace: number; epochs: number },
): Promise<void> {
  await page.getByRole('link', { name: 'New study' }).first().click()
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  await field('Name').fill(study.name)
  for (const name of ['AnyNetX_A', 'AnyNetX_B', 'AnyNetX_C', 'AnyNetX_D', 'AnyNetX_E', 'RegNetX', 'RegNetY']) {
    const box = page.getByRole('checkbox', { name, exact: true })
    // The input itself is covered by its picture.
    if ((await box.isChecked()) !== study.spaces.includes(name)) await box.press('Space')
  }
  await field('Networks per space').fill(String(study.perSpace))
  await field('Epochs').fill(String(study.epochs))
  await field('Training images').fill('2000')
  await field('Test images').fill('500')
  await field('Images per epoch').fill('1600')
  await page.getByRole('button', { name: 'Create the study' }).click()
  // The images are rendered first.
  await expect(page.getByRole('heading', { name: 'Sample a population' })).toBeVisible({ timeout: 60_000 })
}

/** A name as typeset in the window and read aloud: the A of AnyNetX_A is a subscript. */
export const asSet = (name: string): string => name.replace('_', '')

/** Selects an option of a dropdown list, whose input is covered by its displayed text. */
export async function choose(page: Page, list: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: list }).first().click({ force: true })
  await page.getByRole('option', { name: option, exact: true }).filter({ visible: true }).click()
}

/** Chooses an action from the menu "Actions for `name`". */
export async function act(page: Page, name: string, action: string): Promise<void> {
  await page
    .getByRole('button', { name: `Actions for ${name}`, exact: true })
    .first()
    .click()
  await page.getByRole('menuitem', { name: action, exact: true }).filter({ visible: true }).click()
}

/** Starts a population of a space in its study's plan and goes to watch it. */
export async function startPopulation(page: Page, space: string): Promise<void> {
  await page.getByRole('link', { name: 'Populations', exact: true }).click()
  await choose(page, 'Design space', asSet(space))
  await page.getByRole('button', { name: /^Add (and start|to the running queue)$/ }).click()
  await page.getByRole('link', { name: 'Monitor', exact: true }).click()
}

/** The rows of the table of networks. */
export const rowsOfExplore = (page: Page): Locator => page.getByRole('row').filter({ hasText: '#' })
