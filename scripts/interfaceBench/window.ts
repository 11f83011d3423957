import type { Browser, CDPSession, Page } from '@playwright/test'
import type { FilledLab } from './fillLab.ts'
import { mainThreadClock, tasksDuring, type Tasks } from './mainThread.ts'
import { watchPage, type PageWatch, type Request, type Seen } from './pageWatch.ts'
import type { Line } from './table.ts'

// Available in functions that run in the page.
declare const window: { benchWatch: PageWatch }

/** Maximum milliseconds for data, feedback and tasks. */
const targets = { data: 200, feedback: 200, task: 50, cpuPercent: 10 } as const

/** An instrumented page on the bench's first screen. */
export async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.on('pageerror', ({ message }) => console.error(`The window failed: ${message}`))
  await page.addInitScript(watchPage)
  await page.goto(address)
  await page.evaluate(() => window.benchWatch.quiet(600, 20_000))
  return page
}

interface View {
  name: string
  hash: string
  /** Present once the view shows its data. */
  ready: string
}

/** The views, each over as many runs as it can show. */
export function viewsOf({ studyId, populationIds, waitingId, runId }: FilledLab): View[] {
  const all = populationIds.join()
  const study = `#/study/${studyId}`
  return [
    { name: 'home', hash: '#/', ready: 'main table, main .studies, main a[href*="study"]' },
    { name: 'spaces', hash: `${study}/spaces`, ready: 'main svg path' },
    { name: 'populations', hash: `${study}/population`, ready: 'main table, main li, main canvas' },
    { name: 'monitor of 4000 runs', hash: `${study}/monitor?population=${populationIds[0]}`, ready: 'main canvas' },
    { name: 'monitor against 4000', hash: `${study}/monitor?population=${waitingId}`, ready: 'main section' },
    { name: 'explore 1000', hash: `${study}/explore?populations=${populationIds.at(-1)}`, ready: gridRow },
    { name: 'explore 10 000', hash: `${study}/explore?populations=${all}`, ready: gridRow },
    { name: 'compare 10 000', hash: `${study}/compare?populations=${all}`, ready: 'main canvas' },
    { name: 'refine', hash: `${study}/refine`, ready: 'main button' },
    { name: 'network', hash: `${study}/network/${runId}`, ready: 'main canvas, main svg path' },
    { name: 'reports', hash: `${study}/reports`, ready: 'main button' },
  ]
}
const gridRow = 'main [role=grid] [role=gridcell]'

/** The cost of opening each view for the first time in a window. */
export async function* measureViews(browser: Browser, address: string, filled: FilledLab): AsyncGenerator<Line> {
  const page = await openPage(browser, address)
  for (const { name, hash, ready } of viewsOf(filled)) {
    // Back to a state in which none of it has been loaded.
    await page.evaluate(() => sessionStorage.clear())
    await page.goto(`${new URL(address).origin}/#/settings`)
    await page.reload()
    await page.evaluate(() => window.benchWatch.quiet(600, 20_000))
    const seen = await page.evaluate(([to, sign]) => window.benchWatch.visit(to, sign), [hash, ready] as const)
    const slowest = seen.requests.reduce<Request | undefined>((a, b) => (a && a.ms > b.ms ? a : b), undefined)
    const bytes = seen.requests.reduce((sum, request) => sum + request.bytes, 0)
    yield {
      what: `${name}: all data`,
      value: Math.max(0, seen.answeredAt - seen.from),
      target: targets.data,
      note: slowest
        ? `${seen.requests.length} requests, ${(bytes / 1e6).toFixed(2)} MB, slowest ${slowest.path} ${Math.round(slowest.ms)} ms`
        : 'no request',
    }
    yield { what: `${name}: first drawn`, value: seen.readyAt - seen.from }
    const complete = Math.max(seen.changedAt, seen.drawnAt) - seen.from
    yield { what: `${name}: complete`, value: complete, note: longTasksOf(seen) }
  }
  await page.close()
}

/** Wall-clock duration of the page's long tasks. */
export const longTasksOf = ({ longTasks }: Seen) =>
  longTasks.length === 0 ? '' : `long tasks ${longTasks.map(Math.round).join(', ')} ms`

/** Scrolling, brushes and selection in the view that shows all 10 000 runs. */
export async function* measureExplore(browser: Browser, address: string, filled: FilledLab): AsyncGenerator<Line> {
  const page = await openPage(browser, address)
  const explore = viewsOf(filled).find(({ name }) => name === 'explore 10 000')!
  await page.evaluate(([to, sign]) => window.benchWatch.visit(to, sign), [explore.hash, explore.ready] as const)
  yield await scroll(browser, page)
  yield* brush(browser, page, 'scatter', 'x')
  await page.locator('main [role=application]').first().focus()
  yield await settled(browser, page, 'brush taken back', () => page.keyboard.press('Escape'))
  await page.getByRole('grid').focus()
  yield await settled(browser, page, 'select all 10 000', () => page.keyboard.press('Control+a'), targets.feedback)
  yield await settled(browser, page, 'select one', () => page.keyboard.press('Home'), targets.feedback)
  await page.getByText('Parallel coordinates', { exact: true }).first().click()
  await page.evaluate(() => window.benchWatch.quiet(600, 20_000))
  yield* brush(browser, page, 'parallel coordinates', 'y')
  await page.close()
}

/** Ten wheel events a second through the table. */
async function scroll(browser: Browser, page: Page): Promise<Line> {
  const table = (await page.getByRole('grid').boundingBox())!
  await page.mouse.move(table.x + table.width / 2, table.y + table.height / 2)
  await page.evaluate(() => window.benchWatch.reset())
  const { longest } = await tasksDuring(browser, async () => {
    for (let i = 0; i < 60; i++) {
      await page.mouse.wheel(0, i % 10 === 9 ? 20_000 : 700)
      await page.waitForTimeout(50)
    }
  })
  const { longTasks } = await page.evaluate(() => window.benchWatch.seen())
  return {
    what: 'scrolling the table of 10 000: longest task',
    ...{ value: longest, target: targets.task, note: byTheClock(Math.max(0, ...longTasks)) },
  }
}

/** Drags a range across the plot. */
async function* brush(browser: Browser, page: Page, name: string, along: 'x' | 'y'): AsyncGenerator<Line> {
  const { x, y, width, height } = (await page.locator('main canvas').first().boundingBox())!
  const from = along === 'x' ? { x: x + 0.3 * width, y: y + height / 2 } : { x: x + 25, y: y + 0.35 * height }
  const by = along === 'x' ? { x: 0.3 * width, y: 0 } : { x: 0, y: 0.4 * height }
  const steps = 30
  await page.mouse.move(from.x, from.y)
  await page.evaluate(() => window.benchWatch.quiet(600, 20_000))
  await page.mouse.down()
  await page.evaluate(() => window.benchWatch.reset())
  const tasks = await tasksDuring(browser, async () => {
    for (let i = 1; i <= steps; i++) {
      await page.mouse.move(from.x + (by.x * i) / steps, from.y + (by.y * i) / steps)
      await page.waitForTimeout(16)
    }
  })
  const { feedback } = await page.evaluate(() => window.benchWatch.seen())
  yield {
    what: `brush on ${name}: slowest feedback`,
    ...{ value: Math.max(0, ...feedback), target: targets.feedback, note: `by the clock; ${tasksText(tasks)}` },
  }
  await page.evaluate(() => window.benchWatch.quiet(300, 20_000))
  yield await settled(browser, page, `brush on ${name}: all drawn after release`, () => page.mouse.up())
}

/** The processor time of everything that an action causes. */
async function settled(
  browser: Browser,
  page: Page,
  what: string,
  act: () => Promise<void>,
  target?: number,
): Promise<Line> {
  const from = await page.evaluate(() => {
    window.benchWatch.reset()
    return performance.now()
  })
  const tasks = await tasksDuring(browser, async () => {
    await act()
    await page.evaluate(() => window.benchWatch.quiet(600, 20_000))
  })
  const { drawnAt, changedAt } = await page.evaluate(() => window.benchWatch.seen())
  const clock = Math.max(0, Math.max(drawnAt, changedAt) - from)
  const note = `${tasksText(tasks)}; ${byTheClock(clock)}`
  return { what, value: tasks.total, ...(target !== undefined && { target }), note }
}

const byTheClock = (ms: number) => `${Math.round(ms)} ms by the clock`
const tasksText = ({ longest }: Tasks) => `longest task ${Math.round(longest)} ms`

/** The share of a core taken by eight live charts: the page's main thread, and the whole browser. */
export async function* measureLive(
  browser: Browser,
  address: string,
  { studyId, waitingId }: FilledLab,
  hostCpuMs: () => Promise<number>,
): AsyncGenerator<Line> {
  const page = await openPage(browser, address)
  const hash = `#/study/${studyId}/monitor?population=${waitingId}`
  await page.evaluate((to) => window.benchWatch.visit(to, 'main section'), hash)
  await page.getByRole('button', { name: 'Start the queue' }).first().click()
  await page.locator('main ul li canvas').nth(7).waitFor({ timeout: 60_000 })
  await page.waitForTimeout(8000)
  const mainThreadMs = await mainThreadClock(await page.context().newCDPSession(page))
  const all = await browser.newBrowserCDPSession()
  const look = async () => ({
    at: performance.now(),
    main: await mainThreadMs(),
    browser: await browserCpuMs(all),
    host: await hostCpuMs(),
  })
  await page.evaluate(() => window.benchWatch.reset())
  const before = await look()
  await page.waitForTimeout(25_000)
  const after = await look()
  const seen = await page.evaluate(() => window.benchWatch.seen())
  const percent = (key: 'main' | 'browser' | 'host') => (100 * (after[key] - before[key])) / (after.at - before.at)
  await page.close()
  const unit = '%'
  const note = longTasksOf(seen)
  yield { what: '8 live charts at 2 Hz: main thread', value: percent('main'), unit, target: targets.cpuPercent, note }
  yield {
    what: '8 live charts at 2 Hz: all of the browser',
    value: percent('browser'),
    unit,
    note: 'drawn in software',
  }
  yield { what: '8 live charts at 2 Hz: the lab', value: percent('host'), unit }
}

async function browserCpuMs(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  return 1000 * processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
}
