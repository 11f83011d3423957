import type { StandinHost } from '../standin/standinHost.ts'
import { expect, test } from './bench.ts'
import { answerWith, chooseInMenu, questions } from './inside.ts'
import { newStudy, startPopulation } from './steps.ts'

/** The program without a window: training continues, and the tray icon and notifications lead back. */

test.beforeEach(({ program }) => {
  test.skip(program !== 'standin', 'Icons and notifications are the stand-in’s to click.')
})

test('training continues with the window closed; the icon and a notification reopen it, and the icon quits', async ({
  bench,
}) => {
  const desktop = bench.host as StandinHost
  const tray = () =>
    desktop.evaluate(({ standin }) => {
      const shown = standin.shownTray()
      const { items = [] } = (shown?.menu ?? {}) as { items?: { label: string; enabled: boolean }[] }
      return { tip: shown?.toolTip, labels: items.map(({ label, enabled }) => (enabled ? label : `(${label})`)) }
    }, undefined)
  const chooseInTray = (label: string) =>
    desktop.evaluate(({ standin }, wanted) => {
      const { items } = standin.shownTray()?.menu as { items: { label: string; click: () => void }[] }
      items.find((item) => item.label === wanted)!.click()
    }, label)
  const closeWindow = () =>
    desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close(), undefined)
  const countWindows = () => desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, undefined)
  const notified = () =>
    desktop.evaluate(
      ({ standin }) => standin.requests.filter(({ what }) => what === 'notification').map(({ of }) => of),
      undefined,
    )

  await newStudy(bench.page, { name: 'Left alone', spaces: ['AnyNetX_A'], perSpace: 2, epochs: 14 })
  await chooseInMenu(desktop, 'File', 'Settings')
  await bench.page.getByRole('switch', { name: 'Train on when the last window is closed' }).press('Space')
  await expect.poll(tray).toMatchObject({ labels: expect.arrayContaining(['(Nothing is training)']) })
  await chooseInMenu(desktop, 'Go', 'Populations')
  await startPopulation(bench.page, 'AnyNetX_A')
  await expect(bench.page.getByText(/epoch \d\.\d of/).first()).toBeVisible()
  await expect.poll(async () => (await tray()).tip).toMatch(/^RegNet Lab Bench\n\d training, \d waiting$/)

  await test.step('the window closes without asking, and the system announces that training continues', async () => {
    await closeWindow()
    await expect.poll(countWindows).toBe(0)
    expect(await questions(desktop)).toEqual([])
    expect(await notified()).toEqual(['Training continues'])
    const { labels } = await tray()
    expect(labels.slice(1)).toEqual(['', 'Open RegNet Lab Bench', '(Start Queue)', 'Stop Queue', '', 'Quit'])
  })

  await test.step('Quit asks during training, and Cancel keeps the program running', async () => {
    await answerWith(desktop, 'Cancel')
    await chooseInTray('Quit')
    await expect.poll(async () => (await questions(desktop)).length).toBe(1)
    await answerWith(desktop, 0)
    expect(desktop.process.exitCode).toBeNull()
  })

  await test.step('the icon reopens the window during training', async () => {
    await chooseInTray('Open RegNet Lab Bench')
    await expect.poll(() => desktop.pages().length).toBe(1)
    const [page] = desktop.pages()
    await page!.getByRole('link', { name: 'Left alone' }).first().click()
    await page!.getByRole('link', { name: 'Monitor', exact: true }).click()
    await expect(page!.getByText(/epoch \d+\.\d of|2 finished/).first()).toBeVisible()
    await closeWindow()
    await expect.poll(countWindows).toBe(0)
  })

  await test.step('a notification still works after garbage collection, and opens its place', async () => {
    const isTold = async () => (await notified()).find((title) => title.includes('finished'))
    await expect.poll(isTold, { timeout: 180_000 }).toBeDefined()
    const title = (await isTold())!
    expect(await desktop.evaluate(({ standin }, shown) => standin.clickNotification(shown), title)).toBe(true)
    await expect.poll(() => desktop.pages().length).toBe(1)
    const [page] = desktop.pages()
    await expect(page!.getByRole('heading', { name: 'Sample a population' })).toBeVisible()
    expect(page!.url()).toMatch(/#\/study\/1\/population$/)
  })

  await test.step('Quit ends the program once nothing trains', async () => {
    await expect.poll(async () => (await tray()).labels[0]).toBe('(Nothing is training)')
    await chooseInTray('Quit')
    expect(await desktop.ended).toBe(0)
  })
})
