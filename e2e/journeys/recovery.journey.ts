import { expect, test } from './bench.ts'
import { act, newStudy, startPopulation } from './steps.ts'

const training = /epoch \d\.\d of 4/

test('kill -9 during training: the window reports the lost connection, Home offers to resume, every run finishes', async ({
  bench,
  program,
}) => {
  test.skip(program !== 'browser', 'The lab of the desktop program outlives it, and pauses what trains.')
  await newStudy(bench.page, { name: 'Killed', spaces: ['AnyNetX_A'], perSpace: 8, epochs: 4 })
  const lost = () => bench.page.getByRole('alert').filter({ hasText: 'The lab is not responding' })

  await test.step('a reload during training loses nothing that was shown', async () => {
    await startPopulation(bench.page, 'AnyNetX_A')
    const done = bench.page.getByRole('button', { name: /^Network #\d+, \d+\.\d %$/ })
    await expect(done.first()).toBeVisible({ timeout: 120_000 })
    const before = await Promise.all((await done.all()).map((button) => button.getAttribute('aria-label')))
    await bench.page.reload()
    for (const name of before) await expect(bench.page.getByRole('button', { name: name!, exact: true })).toBeVisible()
    await expect(bench.page.getByText(training).first()).toBeVisible()
  })

  await test.step('the host dies, and the window says so', async () => {
    await bench.host.kill()
    await expect(lost()).toBeVisible()
  })

  await test.step('after a restart, Home offers to resume with one button', async () => {
    await bench.restart('kill')
    await bench.page.getByRole('link', { name: 'Home', exact: true }).click()
    await expect(lost()).toBeHidden()
    await expect(bench.page.getByRole('heading', { name: /^\d runs? (was|were) interrupted$/ })).toBeVisible()
    await bench.page.getByRole('button', { name: /^Go on with (it|all \d)$/ }).click()
    await expect(bench.page.getByRole('heading', { name: /interrupted$/ })).toBeHidden()
  })

  await test.step('every run finishes', async () => {
    await bench.page.getByRole('link', { name: 'Killed' }).first().click()
    await bench.page.getByRole('link', { name: 'Monitor', exact: true }).click()
    await expect(bench.page.getByText('8 finished').first()).toBeVisible({ timeout: 180_000 })
    await expect(bench.page.getByRole('button', { name: /^Network #\d+, \d+\.\d %$/ })).toHaveCount(8)
  })
})

test('a paused run starts over by “Start over”, and finishes', async ({ bench }) => {
  const { page } = bench
  await newStudy(page, { name: 'Begun anew', spaces: ['AnyNetX_A'], perSpace: 1, epochs: 30 })
  await startPopulation(page, 'AnyNetX_A')
  await expect(page.getByText(/epoch ([5-9]|1\d)\.\d of 30/)).toBeVisible({ timeout: 120_000 })
  await act(page, '#1', 'Pause now')

  const startOver = page.getByRole('button', { name: 'Start over #1', exact: true })
  await expect(page.getByText(/^([5-9]|[12]\d) of 30 epochs$/)).toBeVisible()
  await startOver.click()
  await expect(startOver).toBeHidden()
  await expect(page.getByText('Back in the queue, from the beginning')).toBeVisible()
  await expect(page.getByText(/epoch [0-4]\.\d of 30/)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: /^Network #1, \d+\.\d %$/ })).toBeVisible({ timeout: 120_000 })
})

test('a broken connection recovers by itself, and what was typed meanwhile is kept', async ({ bench, program }) => {
  test.skip(program !== 'browser', 'The desktop window talks to its host by a port of the program, not by a socket.')
  const { page } = bench
  const breaks: (() => Promise<void>)[] = []
  let isCut = false
  await page.routeWebSocket(/./, async (socket) => {
    if (isCut) {
      await socket.close()
      return
    }
    socket.connectToServer()
    breaks.push(() => socket.close())
  })
  await page.reload()
  await page.getByRole('link', { name: 'New study' }).first().click()
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  await expect(name).toBeVisible()

  isCut = true
  for (const cut of breaks) await cut()
  const lost = page.getByRole('alert').filter({ hasText: 'The lab is not responding' })
  await expect(lost).toBeVisible()
  await name.fill('Typed while the lab was away')

  isCut = false
  await expect(lost).toBeHidden()
  await expect(name).toHaveValue('Typed while the lab was away')
  await page.getByRole('button', { name: 'Create the study' }).click()
  await expect(page.getByRole('heading', { name: 'Sample a population' })).toBeVisible()
})

test('a screen whose code failed to load while the lab was away opens when visited', async ({ bench, program }) => {
  test.skip(program !== 'browser', 'The desktop window has its code from the program, whatever becomes of its host.')
  const { page } = bench
  const isCode = (url: URL | string) => /\/assets\/DataView-[\w-]+\.js$/.test(String(url))
  await page.route(isCode, (route) => route.abort('connectionrefused'))
  const missed = page.waitForEvent('requestfailed', (request) => isCode(request.url()))
  await page.reload()
  await missed
  await page.unroute(isCode)
  await page.getByRole('link', { name: 'Data', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Data', exact: true })).toBeVisible()
})
