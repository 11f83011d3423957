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
  await expect(page.getByText('No network meets these conditions.')).toBeVisible()

  const phrase = page.getByRole('button', { name: 'Change: error at most 1.0 %' })
  await phrase.press('Enter')
  await expect(value).toHaveValue('1')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Escape')
  await expect(phrase).toBeFocused()
  await page.getByRole('button', { name: 'Remove: error at most 1.0 %' }).press('Enter')
  await expect(rowsOfExplore(page).first()).toBeVisible()
})

test('tables are sorted by their titles; keys select networks and open one', async ({ bench }) => {
  const { page } = bench
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Spaces', level: 1 })).toBeVisible()

  await test.step('all networks of the study, however many, in either direction and as given', async () => {
    await page.getByRole('link', { name: 'Networks', exact: true }).click()
    const table = page.getByRole('table', { name: '288 networks of the study, the best first' })
    await expect(table).toHaveAttribute('aria-rowcount', '289')
    const title = table.getByRole('columnheader', { name: 'Network' })
    const first = table.getByRole('row').getByRole('link').first()
    const best = await first.textContent()
    for (const [state, number] of [
      ['ascending', '#1'],
      ['descending', '#288'],
      [null, best],
    ] as const) {
      await title.getByRole('button').click()
      await expect(first).toHaveText(number!)
      expect(await title.getAttribute('aria-sort')).toBe(state)
    }
    await table.hover()
    await page.mouse.wheel(0, 1e6)
    await expect(table.getByRole('row').last()).toHaveAttribute('aria-rowindex', '289')
  })

  await test.step('Explore: End selects the last network, Shift extends to it, Enter opens it', async () => {
    await page.getByRole('link', { name: 'Explore', exact: true }).click()
    const grid = page.getByRole('grid', { name: 'Networks' })
    const selected = grid.getByRole('row', { selected: true })
    await grid.focus()
    await page.keyboard.press('End')
    await expect(selected).toHaveAttribute('aria-rowindex', '49')
    await page.keyboard.press('Shift+ArrowUp')
    await expect(selected).toHaveCount(2)
    await page.keyboard.press('ArrowDown')
    const network = (await selected.getByText('#').textContent())!
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toContainText(network)
  })
})
