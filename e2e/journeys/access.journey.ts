import { expect, test } from './bench.ts'

test('the printed address admits a browser with all its tabs and nobody else, and Settings ends other sessions', async ({
  bench,
  program,
  newPage,
}) => {
  test.skip(program !== 'browser', 'The desktop window talks to its host by a port of the program, not by a socket.')
  const { page } = bench
  const { url } = bench.host
  const { origin } = new URL(url)
  const settings = `${origin}/#/settings`
  const unknown = { hasText: 'The lab does not recognise this page' }
  await expect(page).not.toHaveURL(/token/)
  await expect(page.getByText('Queue is empty')).toBeVisible()
  expect(await page.context().cookies()).toEqual([])

  const other = await newPage()
  await test.step('another browser is told to open the printed address, and gains access with it', async () => {
    await other.goto(origin)
    await expect(other.getByRole('alert').filter(unknown)).toBeVisible()
    await other.goto(url)
    await expect(other.getByText('Queue is empty')).toBeVisible()
  })

  await test.step('a new tab has access', async () => {
    const tab = await page.context().newPage()
    await tab.goto(settings)
    await expect(tab.getByText('Queue is empty')).toBeVisible()
    await tab.close()
  })

  await test.step('the other sessions end, and their address with them', async () => {
    await page.goto(settings)
    await page.getByRole('button', { name: 'End all other sessions' }).click()
    await expect(page.getByText('Every other session was ended')).toBeVisible()
    await expect(other.getByRole('alert').filter(unknown)).toBeVisible()
    await other.goto(url)
    await expect(other.getByRole('alert').filter(unknown)).toBeVisible()
    await page.reload()
    await expect(page.getByText('Queue is empty')).toBeVisible()
  })
})
