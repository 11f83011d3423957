import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { StandinHost } from '../standin/standinHost.ts'
import { startStandin } from '../standin/startStandin.ts'
import { expect, test as base } from './bench.ts'
import { startHost } from './host.ts'
import { chooseInMenu, pickPath, questions } from './inside.ts'

/** One program, several labs: switching between them, and obstacles to that. */

const isConnected = (page: Page) => expect(page.getByText('Queue is empty')).toBeVisible()
const sample = 'From AnyNetXA to RegNetX'

/** `elsewhere`: a folder for labs and files that is there for as long as the program is, if it is asked for before. */
const test = base.extend<{ elsewhere: string }>({
  elsewhere: async ({ program }, use, testInfo) => {
    testInfo.skip(program !== 'standin', 'A program that starts itself again is lost to who watches it.')
    const folder = mkdtempSync(join(tmpdir(), 'regbench-labs-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
})

test('File > Open Another Lab… restarts the program with the other lab, and Recent Labs leads back', async ({
  elsewhere,
  bench,
}) => {
  const desktop = bench.host as StandinHost
  const other = join(elsewhere, 'Other lab')
  mkdirSync(other)
  await isConnected(bench.page)
  await chooseInMenu(desktop, 'File', 'Open Sample Study')
  const study = () => bench.page.getByRole('navigation', { name: 'Open studies' }).getByRole('link', { name: sample })
  await expect(study()).toBeVisible()
  /** The program ends in an orderly way and is restarted. */
  const follow = async (act: () => Promise<void>) => {
    const { ended } = desktop
    await act()
    await desktop.followRelaunch()
    expect(await ended).toBe(0)
    await isConnected(bench.page)
  }
  const remembered = () =>
    JSON.parse(readFileSync(join(bench.dataDir, 'window/desktop.json'), 'utf8')) as { lab?: string; labs: string[] }

  await test.step('to a new one', async () => {
    await pickPath(desktop, other)
    await follow(() => chooseInMenu(desktop, 'File', 'Open Another Lab…'))
    await expect(study()).toBeHidden()
    await expect.poll(() => remembered().lab).toBe(other)
    expect(remembered().labs).toEqual([other, bench.dataDir])
  })

  await test.step('and back', async () => {
    await follow(() => chooseInMenu(desktop, 'File', 'Recent Labs', bench.dataDir))
    await bench.page.getByRole('link', { name: sample }).first().click()
    await expect(study()).toBeVisible()
  })
})

test('obstacles are reported in the user’s language, and nothing is lost', async ({ elsewhere, bench }) => {
  const desktop = bench.host as StandinHost
  await isConnected(bench.page)
  await chooseInMenu(desktop, 'File', 'Open Sample Study')
  const isHere = () => expect(bench.page.getByRole('link', { name: sample }).first()).toBeVisible()
  await isHere()
  const detail = async () => (await questions(desktop)).at(-1)?.detail
  const asked = async (count: number) => expect.poll(async () => (await questions(desktop)).length).toBe(count)

  await test.step('a missing folder', async () => {
    const gone = join(elsewhere, 'gone')
    await pickPath(desktop, gone)
    await chooseInMenu(desktop, 'File', 'Open Another Lab…')
    await asked(1)
    expect(await detail()).toContain(`The lab’s folder ${gone} does not exist.`)
    await isHere()
  })

  await test.step('a file of another program, a damaged one and a missing one, by double click', async () => {
    const opens = async (name: string, bytes?: string) => {
      const path = join(elsewhere, name)
      if (bytes !== undefined) writeFileSync(path, bytes)
      await desktop.evaluate(
        ({ app }, file) => void app.emit('open-file', { preventDefault: () => undefined }, file),
        path,
      )
    }
    await opens('Letter.regbench', 'Dear reader')
    await asked(2)
    expect(await detail()).toContain('The file is not a study of this program.')
    await opens('Gone.regbench')
    await asked(3)
    expect(await detail()).toContain(`The file ${join(elsewhere, 'Gone.regbench')} no longer exists.`)
    await isHere()
  })

  await test.step('the same in Korean', async () => {
    await chooseInMenu(desktop, 'File', 'Settings')
    await bench.page.getByRole('combobox', { name: 'Language' }).first().click({ force: true })
    await bench.page.getByRole('option', { name: '한국어' }).filter({ visible: true }).click()
    await expect.poll(() => desktop.evaluate(({ Menu }) => Menu.getApplicationMenu()!.items[0]!.label, 0)).toBe('파일')
    await desktop.evaluate(
      ({ app }, file) => void app.emit('open-file', { preventDefault: () => undefined }, file),
      join(elsewhere, 'Letter.regbench'),
    )
    await asked(4)
    const { message, detail } = (await questions(desktop)).at(-1)!
    expect(message).toBe('작업이 되지 않았습니다')
    expect(detail).toContain('이 프로그램의 연구 파일이 아닙니다')
  })

  await test.step('a lab that a browser host has open', async () => {
    const taken = join(elsewhere, 'taken')
    const host = await startHost(taken)
    try {
      await pickPath(desktop, taken)
      await chooseInMenu(desktop, '파일', '다른 실험실 열기…')
      await desktop.followRelaunch()
      // The box is answered at once with its first button, which tries again: it may have been shown many times by now.
      await expect.poll(async () => (await questions(desktop)).length).toBeGreaterThan(0)
      const [box] = await questions(desktop)
      expect(box!.message).toBe('실험실을 열 수 없습니다')
      expect(box!.detail).toContain(`(프로세스 ${host.process.pid!})`)
    } finally {
      await host.stop()
    }
    // The first button tries again.
    await isConnectedInKorean(bench.page)
  })
})

test('of two instances started at once over one lab, one opens it and the other ends', async ({ elsewhere, bench }) => {
  await isConnected(bench.page)
  const lab = join(elsewhere, 'raced')
  mkdirSync(lab)
  const both = await Promise.allSettled([1, 2].map(() => startStandin([`--data-dir=${lab}`])))
  const started = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(started).toHaveLength(1)
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { message: 'The stand-in ended with 0.' },
  })
  const [first] = started
  await first!.becomeReady()
  await expect.poll(() => first!.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, 0)).toBe(1)
  await first!.evaluate(({ app }) => void setImmediate(() => app.quit()), 0)
  expect(await first!.ended).toBe(0)
})

const isConnectedInKorean = (page: Page) => expect(page.getByText('대기열이 비어 있음')).toBeVisible()
