import { expect, test } from './bench.ts'

test('A network given by name or as a file is drawn and trained, or refused with a reason', async ({ bench }) => {
  const { page } = bench
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByRole('link', { name: 'Networks', exact: true }).click()
  await page.getByRole('button', { name: 'Another network' }).click()
  const field = page.getByRole('textbox', { name: 'Name or configuration' })
  await field.fill('regnety_032')
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('Stage 1, block 1')
  await expect(page.getByRole('row', { name: /^Stage 4/ })).toContainText('1 × 1512 wide, 63 groups of 24')

  await field.fill('{"depths": [1], "widths": [8], "strides": [5]}')
  await expect(page.getByRole('alert')).toContainText('strides[0] is 5 (at most 4)')
  await expect(page.getByRole('button', { name: 'Train it' })).toBeHidden()

  const parameters = 'STEM_TYPE: res_stem_cifar, STEM_W: 8, DEPTH: 4, W0: 8, WA: 8, WM: 2, GROUP_W: 8'
  const buffer = Buffer.from(`MODEL: { TYPE: regnet }\nREGNET: { ${parameters} }\n`)
  await page.getByLabel('Open a file').setInputFiles({ name: 'small.yaml', mimeType: 'application/yaml', buffer })
  await expect(page.getByText('small', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Train it' }).click()
  await expect(page).toHaveURL(/\/study\/\d+\/monitor/)
  await expect(page.getByText('1 network', { exact: true }).first()).toBeVisible()
})
