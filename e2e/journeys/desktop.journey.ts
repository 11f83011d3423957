import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import type { StandinHost } from '../standin/standinHost.ts'
import { startStandin } from '../standin/startStandin.ts'
import { expect, test, type Bench } from './bench.ts'
import { answerWith, chooseInMenu, questions } from './inside.ts'
import { newStudy, startPopulation } from './steps.ts'

/** Behaviour of a desktop program outside its pages. */

const stand = (bench: Bench) => bench.host as StandinHost
/** The page has its port, and the lab answers. */
const isConnected = (page: Page) => expect(page.getByText('Queue is empty')).toBeVisible()
const training = (page: Page) => expect(page.getByText(/epoch \d\.\d of/).first()).toBeVisible()

test.beforeEach(({ program }) => {
  test.skip(program !== 'standin', 'A shutdown, a second instance and a crash are the stand-in’s to make.')
})

test('every page of every window gets its ports: slow, reloaded, second, crashed, hanging, and after the lab’s end', async ({
  bench,
}) => {
  const desktop = () => stand(bench)
  await isConnected(bench.page)

  await test.step('View > Reload, from a page that loads late', async () => {
    await desktop().evaluate(({ standin }) => standin.answerLate(300), undefined)
    await anew(bench.page, () => chooseInMenu(desktop(), 'View', 'Reload'))
    await isConnected(bench.page)
    await desktop().evaluate(({ standin }) => standin.answerLate(0), undefined)
  })

  await test.step('the page reloads itself', async () => {
    const reload = () => (globalThis as unknown as { location: { reload(): void } }).location.reload()
    await anew(bench.page, () => bench.page.evaluate(reload))
    await isConnected(bench.page)
  })

  await test.step('another window', async () => {
    await chooseInMenu(desktop(), 'File', 'New Window')
    await expect.poll(() => desktop().pages().length).toBe(2)
    for (const page of desktop().pages()) await isConnected(page)
    await chooseInMenu(desktop(), 'File', 'Settings')
    const listed = () =>
      desktop().evaluate(({ Menu }) => {
        const { items } = Menu.getApplicationMenu()!.items.find(({ label }) => label === 'Window')!.submenu!
        return items.slice(3).map(({ label, checked }) => `${label}${checked ? ', current' : ''}`)
      }, undefined)
    await expect.poll(listed).toEqual(['RegNet Lab Bench', 'Settings – RegNet Lab Bench, current'])
    await chooseInMenu(desktop(), 'Window', 'RegNet Lab Bench')
    await expect.poll(listed).toEqual(['RegNet Lab Bench, current', 'Settings – RegNet Lab Bench'])
  })

  await test.step('the lab ends, and every window gets the next one', async () => {
    process.kill(labOf(desktop()), 'SIGKILL')
    for (const page of desktop().pages()) {
      await expect(page.getByRole('alert')).toContainText('The program is restarting it')
      await isConnected(page)
    }
  })

  await test.step('a page that crashes, and one that hangs', async () => {
    const isBack = async () => {
      await desktop().lookAgain()
      for (const page of desktop().pages()) await isConnected(page)
    }
    const gone = () =>
      desktop().evaluate(
        ({ BrowserWindow }) =>
          new Promise<void>((resolve) =>
            BrowserWindow.getAllWindows()[0]!.webContents.once('did-finish-load', () => resolve()),
          ),
        undefined,
      )
    const back = gone()
    await desktop().evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer(),
      0,
    )
    await back
    await isBack()

    const again = gone()
    await answerWith(desktop(), 'Reload')
    await desktop().evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      void window!.webContents.executeJavaScript('for (;;);').catch(() => undefined)
      window!.emit('unresponsive')
    }, 0)
    await again
    await isBack()
    expect((await questions(desktop())).map(({ buttons }) => buttons)).toEqual([['Wait', 'Reload']])
  })
})

test('training is paused however the desktop ends the program, and resumes on the next start', async ({ bench }) => {
  const desktop = () => stand(bench)
  await newStudy(bench.page, { name: 'Ended often', spaces: ['AnyNetX_A'], perSpace: 3, epochs: 30 })
  await startPopulation(bench.page, 'AnyNetX_A')
  const goOn = async () => {
    await bench.restart('kill')
    await bench.page.getByRole('link', { name: 'Ended often' }).first().click()
    await bench.page.getByRole('link', { name: 'Monitor', exact: true }).click()
    await bench.page.getByRole('button', { name: 'Start the queue' }).first().click()
    await training(bench.page)
    // A box that asks now is answered with Cancel.
    await answerWith(desktop(), 'Cancel')
  }

  await test.step('a killed trainer is replaced, and its network resumes', async () => {
    await training(bench.page)
    const killed = processBelow(labOf(desktop()), 'trainer/worker')!
    process.kill(killed, 'SIGKILL')
    await expect.poll(() => processBelow(labOf(desktop()), 'trainer/worker')).not.toBe(killed)
    await training(bench.page)
    expect(statuses(bench)).toContain('running')
    expect(statuses(bench)).not.toContain('failed')
  })

  await test.step('closing the last window asks, and Cancel keeps it open', async () => {
    await training(bench.page)
    await answerWith(desktop(), 'Cancel')
    await desktop().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close(), 0)
    await expect.poll(() => questions(desktop())).toHaveLength(1)
    await training(bench.page)
    await answerWith(desktop(), 0)
    await desktop().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close(), 0)
    expect(await desktop().ended).toBe(0)
  })

  const ends: [string, (host: StandinHost) => unknown][] = [
    ['SIGTERM', ({ process: { pid } }) => process.kill(pid!, 'SIGTERM')],
    [
      'a shutdown of Linux or macOS',
      async (host) => expect(await host.evaluate(({ standin }) => standin.shutDown(), 0)).toBe(true),
    ],
    [
      'the end of a session of Windows',
      async (host) => expect(await host.evaluate(({ standin }) => standin.endSession(), 0)).toBe(true),
    ],
  ]
  for (const [name, end] of ends)
    await test.step(`${name} asks nothing`, async () => {
      await goOn()
      // The shell polls the queue every two seconds.
      await expect
        .poll(() => desktop().evaluate(({ powerSaveBlocker }) => powerSaveBlocker.isStarted(1), 0), { timeout: 10_000 })
        .toBe(true)
      await end(desktop())
      expect(await desktop().ended).toBe(0)
      expect(statuses(bench)).not.toEqual(expect.arrayContaining(['running']))
      expect(statuses(bench)).not.toEqual(expect.arrayContaining(['interrupted']))
    })

  await test.step('and training resumes once more', async () => {
    await goOn()
    await answerWith(desktop(), 0)
  })
})

test('files open through the system, a second start, and a window’s own saving', async ({ bench }) => {
  const desktop = () => stand(bench)
  const study = (name: string) => {
    const file = join(bench.dataDir, `${name}.yaml`)
    writeFileSync(
      file,
      `formatVersion: 1
name: ${name}
spaces: [RegNetX]
scale: tiny16
perSpace: 1
flops: { low: 0.3M, high: 0.5M }
imageSize: 16
dataset: { kind: synthetic, trainCount: 300, testCount: 100 }
recipe: { epochs: 1, batchSize: 32, zeroFinalGamma: true, warmupEpochs: 0, validation: { share: 0.2 } }
`,
    )
    return file
  }
  await isConnected(bench.page)

  await test.step('a double click on macOS', async () => {
    await desktop().evaluate(
      ({ app }, path) => void app.emit('open-file', { preventDefault: () => undefined }, path),
      study('By the system'),
    )
    await expect(bench.page.getByRole('heading', { name: 'Sample a population' })).toBeVisible()
  })

  await test.step('on other systems it starts the program again, which passes on the file and ends', async () => {
    const second = startStandin([`--data-dir=${bench.dataDir}`, study('By another start')])
    await expect(second).rejects.toThrow(/ended with 0/)
    await expect(bench.page.getByText('By another start').first()).toBeVisible()
  })
})

/** Resolves when `act` has replaced the document in the page. */
async function anew(page: Page, act: () => Promise<void>): Promise<void> {
  await page.evaluate(() => void Object.assign(globalThis, { isOld: true }))
  await act()
  await page.waitForFunction(() => !('isOld' in globalThis))
}

/** The statuses of the lab's runs, as stored. */
function statuses({ dataDir }: Bench): string[] {
  const lab = new Database(join(dataDir, 'lab.sqlite'), { readonly: true })
  const rows = lab.prepare<[], { status: string }>('SELECT DISTINCT status FROM runs').all()
  lab.close()
  return rows.map(({ status }) => status)
}

/** The lab's process. */
const labOf = ({ process: { pid } }: StandinHost) => processBelow(pid!, 'labProcess')!

/** A child process, found by a word of its command line; undefined if there is none. */
function processBelow(parent: number, word: string): number | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(parent)], { encoding: 'utf8' })
  const line = stdout.split('\n').find((each) => each.includes(word))
  return line === undefined ? undefined : Number.parseInt(line.trim())
}
