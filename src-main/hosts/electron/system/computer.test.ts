import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultDataFolder } from '#main/hosts/window/dataFolder.ts'
import type { DesktopContract } from '#shared/contract/desktop.ts'
import { sentenceOf } from '#shared/contract/errors.ts'
import { englishText, sentence } from '#shared/sentences/sentence.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { Desktop } from '../desktop.ts'
import { keepDesktopMemory, readChoices, readDesktopMemory } from '../program/desktopMemory.ts'
import type { LabPlace } from '../labs/labFolder.ts'
import { connectLab, idleQueue, labs, trainingQueue } from '../testing/connectedLab.ts'
import { answer, calls, givenTo, happens, made, resetElectron } from '../testing/electronDouble.ts'

vi.mock('electron', async () => (await import('../testing/electronDouble.ts')).electronDouble())
let isOnBattery = false
vi.mock('./onBattery.ts', () => ({ onBattery: () => isOnBattery }))
let hasTray = true
vi.mock('./trayHost.ts', () => ({ hasTrayHost: () => Promise.resolve(hasTray) }))
const newFolder = temporaryFolders()

const channels: MessagePort[] = []
let queue = idleQueue
const start = vi.fn(() => queue)
const stop = vi.fn(() => queue)
let lab: string
let desktop: Desktop

beforeEach(() => {
  resetElectron()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
  vi.clearAllMocks()
  queue = idleQueue
  isOnBattery = false
  hasTray = true
  // Not macOS, where programs without windows keep running anyway.
  vi.stubGlobal('process', Object.create(process, { platform: { value: 'linux' } }))
  const home = newFolder()
  lab = newFolder()
  answer('App.getPath', () => home)
  answer('App.isPackaged', () => true)
  answer('App.getPreferredSystemLanguages', () => ['en-US'])
  answer('App.getAppPath', () => '/bench')
  answer('Notification.isSupported', () => true)
  answer('BrowserWindow.getFocusedWindow', () => null)
  answer('Dialog.showMessageBox', () => Promise.resolve({ response: 0 }))
  answer('Dialog.showOpenDialog', () => Promise.resolve({ filePaths: [] }))
  answer('MessageChannelMain.port1', () => {
    const { port1, port2 } = new MessageChannel()
    channels.push(port1, port2)
    return port1
  })
  answer('MessageChannelMain.port2', () => channels.at(-1))
})
afterEach(() => {
  for (const port of channels.splice(0)) port.close()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** The program over a lab that answers unless stated otherwise. */
async function started({
  isReady = true,
  by = 'named',
  folder = lab,
}: { isReady?: boolean } & Partial<LabPlace> = {}): Promise<void> {
  const startLab = connectLab({
    system: { info: () => ({ onnxruntime: '1.30.0' }) },
    queue: { status: () => queue, start, stop },
    studies: { list: () => [{ id: 3, name: 'Widths' }] },
    populations: { get: () => ({ id: 5, studyId: 3, name: 'B', count: 4, runs: idleQueue.runs }) },
  })
  desktop = new Desktop(startLab, { dataDir: folder, entry: 'lab.js', node: 'node' }, { folder, by })
  desktop.start()
  happens(window().webContents, 'did-finish-load')
  if (!isReady) return
  await labs.at(-1)!.says({ kind: 'ready' })
  await vi.waitFor(() => expect(JSON.stringify(givenTo('Menu.buildFromTemplate').at(-1))).toContain('Widths'))
}
const window = () => made('BrowserWindow').at(-1)! as { webContents: object }
/** The program's interface as its page calls it. */
function page() {
  const [, , [port]] = givenTo('WebContents.postMessage').find(([message]) => message === 'regbench:desktop') as [
    string,
    null,
    [MessagePort],
  ]
  port.start()
  return createORPCClient<ContractRouterClient<DesktopContract>>(new RPCLink({ port: port as never }))
}
const boxes = () => givenTo('Dialog.showMessageBox').map((given) => given.at(-1) as Record<string, unknown>)
const choose = (choice: string) => keepDesktopMemory({ choices: { ...readChoices(), [choice]: true } })
const attended = () => vi.advanceTimersByTimeAsync(2000)
const notices = () => givenTo('new Notification').map(([given]) => (given as { title: string }).title)
/** Closes the window, focused until then; returns whether that is allowed. */
function closesWindow(): boolean {
  const preventDefault = vi.fn()
  answer('BrowserWindow.getFocusedWindow', () => window())
  happens(window(), 'close', { preventDefault })
  answer('BrowserWindow.getFocusedWindow', () => null)
  if (preventDefault.mock.calls.length > 0) return false
  happens(window(), 'closed')
  return true
}

describe('Another lab', () => {
  it('replaces the open one after training is paused, also at the next start', async () => {
    queue = trainingQueue(4)
    await started()
    const other = newFolder()
    answer('Dialog.showOpenDialog', () => Promise.resolve({ filePaths: [other] }))
    await page().openLab({})
    expect(boxes()[0]).toMatchObject({
      message: '1 network is training and 3 are waiting.',
      buttons: ['Pause and Open', 'Cancel'],
    })
    expect(labs[0]!.received).toEqual(['close'])
    expect(givenTo('App.relaunch')).toMatchObject([
      [{ args: expect.arrayContaining([`--data-dir=${other}`]) as string[] }],
    ])
    const order = ['App.relaunch', 'App.quit'].map((what) => calls.findIndex((entry) => entry.what === what))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    // Only once it could be opened.
    expect(readDesktopMemory().lab).toBeUndefined()
  })

  it('is not opened if the user cancels, or picks the open one', async () => {
    queue = trainingQueue(4)
    await started()
    answer('Dialog.showMessageBox', () => Promise.resolve({ response: 1 }))
    await page().openLab({ folder: newFolder() })
    await page().openLab({ folder: lab })
    await page().openLab({})
    expect(boxes()).toHaveLength(1)
    expect(givenTo('App.relaunch')).toHaveLength(0)
  })

  it('whose folder is missing is reported, and the open one stays', async () => {
    await started()
    const gone = join(newFolder(), 'gone')
    const said = await page()
      .openLab({ folder: gone })
      .catch((error: unknown) => englishText(sentenceOf(error)))
    expect(said).toContain(`${gone} does not exist`)
    expect(labs[0]!.received).toEqual([])
  })

  it('is remembered once it answers, and forgotten on request', async () => {
    await started({ by: 'chosen' })
    const state = await page().state()
    expect(state).toMatchObject({ lab, labAtStart: lab, recentLabs: [], usualLab: defaultDataFolder() })
    await page().openAtStart({ thisLab: false })
    expect((await page().state()).labAtStart).toBe(defaultDataFolder())
  })

  it('that was chosen and is missing is not recreated: the user connects its disk, picks another or the default', async () => {
    const unplugged = join(lab, 'unplugged')
    answer('Dialog.showMessageBox', () => {
      mkdirSync(unplugged, { recursive: true })
      return Promise.resolve({ response: 0 })
    })
    await started({ isReady: false, by: 'remembered', folder: unplugged })
    expect(boxes()[0]).toMatchObject({
      detail: expect.stringContaining('connect that disk and try again') as string,
      buttons: ['Try Again', 'Choose Another Folder…', 'Open the Usual Lab', 'Quit'],
    })
    // The windows' files are stored in it again.
    await vi.waitFor(() => expect(givenTo('App.relaunch')).toHaveLength(1))
    expect(givenTo('App.relaunch')[0]![0]).toMatchObject({
      args: expect.arrayContaining([`--data-dir=${unplugged}`]) as string[],
    })
    expect(labs).toHaveLength(0)
  })

  it.each([
    ['folderInUseBy', { folder: '/lab', process: '4711' }],
    ['readOnly', { folder: '/lab' }],
    ['folderOfOthers', { folder: '/lab', name: 'cat.png' }],
    ['folderWithoutLocks', { folder: '/lab', code: 'SQLITE_IOERR_LOCK' }],
  ] as const)("can be opened if the lab's folder causes an error (%s)", async (key, values) => {
    const other = newFolder()
    answer('Dialog.showOpenDialog', () => Promise.resolve({ filePaths: [other] }))
    answer('Dialog.showMessageBox', (given: { buttons: string[] }) =>
      Promise.resolve({ response: given.buttons.indexOf('Choose Another Folder…') }),
    )
    await started({ isReady: false })
    await labs[0]!.says({ kind: 'fault', said: sentence(key, values as never) })
    labs[0]!.ends(0)
    await vi.waitFor(() => expect(givenTo('App.relaunch')).toHaveLength(1))
    expect(givenTo('App.relaunch')[0]![0]).toMatchObject({
      args: expect.arrayContaining([`--data-dir=${other}`]) as string[],
    })
  })

  it('not picked after all leads back to the question', async () => {
    const answers = ['Choose Another Folder…', 'Quit']
    answer('Dialog.showMessageBox', (given: { buttons: string[] }) =>
      Promise.resolve({ response: given.buttons.indexOf(answers.shift()!) }),
    )
    await started({ isReady: false })
    await labs[0]!.says({ kind: 'fault', said: sentence('folderInUse', { folder: lab }) })
    labs[0]!.ends(0)
    await vi.waitFor(() => expect(givenTo('App.quit')).toHaveLength(1))
    expect(boxes()).toHaveLength(2)
    expect(givenTo('App.relaunch')).toHaveLength(0)
  })
})

describe('With its last window closed', () => {
  it('the program quits unless the user wants training to continue', async () => {
    queue = trainingQueue(4)
    await started()
    await attended()
    expect(closesWindow()).toBe(false)
    expect(givenTo('App.quit')).toHaveLength(1)
    expect(made('Tray')).toHaveLength(0)
  })

  it('training continues, and the tray icon shows progress and reopens the window', async () => {
    choose('trainsOn')
    queue = trainingQueue(4)
    await started()
    await attended()
    expect(givenTo('Tray.setToolTip').at(-1)![0]).toContain('1 training, 3 waiting')
    expect(closesWindow()).toBe(true)
    expect(desktop.livesOn).toBe(true)
    expect(givenTo('App.quit')).toHaveLength(0)
    expect(notices()).toEqual(['Training continues'])
    const tray = made('Tray')[0]
    happens(tray, 'click')
    expect(made('BrowserWindow')).toHaveLength(2)
    expect(closesWindow()).toBe(true)
    queue = { ...idleQueue, runs: { ...idleQueue.runs, finished: 4 } }
    await attended()
    await vi.waitFor(() => expect(notices()).toContain('The queue is done'))
    // The program is still running and reachable.
    expect(givenTo('App.quit')).toHaveLength(0)
  })

  it('without tray icons the user is told so, and the program quits when the queue is done', async () => {
    hasTray = false
    choose('trainsOn')
    queue = trainingQueue(4)
    await started()
    await attended()
    expect((await page().state()).withoutWindow).toBe('nothing')
    expect(made('Tray')).toHaveLength(0)
    expect(closesWindow()).toBe(true)
    expect(givenTo('new Notification')[0]![0]).toMatchObject({
      body: 'Start the program again to open its window. It exits when the queue is done.',
    })
    queue = idleQueue
    await attended()
    await vi.waitFor(() => expect(givenTo('App.quit')).toHaveLength(1))
  })

  it('Windows keeps the window hidden: before a session ends it queries only windows', async () => {
    vi.stubGlobal('process', Object.create(process, { platform: { value: 'win32' } }))
    choose('trainsOn')
    queue = trainingQueue(4)
    await started()
    await attended()
    expect(closesWindow()).toBe(false)
    expect(givenTo('BrowserWindow.hide')).toHaveLength(1)
    expect(givenTo('App.quit')).toHaveLength(0)
    const preventDefault = vi.fn()
    happens(window(), 'query-session-end', { preventDefault })
    expect(preventDefault).toHaveBeenCalledOnce()
    await vi.waitFor(() => expect(labs[0]!.received).toEqual(['close']))
  })

  it('a program in which nothing trains quits', async () => {
    choose('trainsOn')
    await started()
    await attended()
    expect(closesWindow()).toBe(false)
  })
})

describe('On battery', () => {
  it('the queue waits, says why, and continues on mains power', async () => {
    choose('sparesBattery')
    queue = trainingQueue(4)
    await started()
    isOnBattery = true
    await attended()
    await vi.waitFor(() => expect(stop).toHaveBeenCalledOnce())
    await vi.waitFor(async () => expect((await page().state()).waitsForPower).toBe(true))
    expect(notices()).toContain('The queue waits for mains power')
    queue = { ...idleQueue, isRunning: false, runs: { ...idleQueue.runs, queued: 4 } }
    await attended()
    isOnBattery = false
    await attended()
    await vi.waitFor(() => expect(start).toHaveBeenCalledOnce())
  })
})

describe('Its window', () => {
  it('is told when a choice is made in another', async () => {
    await started()
    const program = page()
    const events = await program.watch()
    expect(await events.next()).toMatchObject({ value: { kind: 'changed' } })
    const next = events.next()
    await program.choose({ choice: 'notifies', is: false })
    expect(await next).toMatchObject({ value: { kind: 'changed' } })
    expect((await program.state()).choices).toMatchObject({ notifies: false, trainsOn: false })
    await events.return?.()
  })

  it('shows the lab’s folder and its log of starts, ends and warnings', async () => {
    await started()
    labs[0]!.complains('a warning\n')
    await page().showLab()
    await page().openLog()
    const [[shown], [log]] = givenTo('Shell.openPath') as [[string], [string]]
    expect(shown).toBe(lab)
    expect(readFileSync(log, 'utf8')).toMatch(/"event":"start".*\n.*"text":"a warning"/)
  })

  it('gets failures as sentences: the folder is missing, or nothing can be stored', async () => {
    await started()
    const program = page()
    const saidOf = (answer: Promise<unknown>) =>
      answer.then(
        () => undefined,
        (error: unknown) => englishText(sentenceOf(error)),
      )
    rmSync(lab, { recursive: true })
    expect(await saidOf(program.showLab())).toContain(`${lab} does not exist`)
    expect(givenTo('Shell.openPath')).toHaveLength(0)
    const file = join(newFolder(), 'file')
    writeFileSync(file, '')
    answer('App.getPath', () => join(file, 'below'))
    expect(await saidOf(program.choose({ choice: 'notifies', is: false }))).toMatch(/^Cannot write to /)
  })

  it('lets the user pick where files are saved', async () => {
    await started()
    const figures = newFolder()
    answer('Dialog.showOpenDialog', () => Promise.resolve({ filePaths: [figures] }))
    await page().chooseSaveFolder()
    expect((await page().state()).savesInto).toBe(figures)
  })

  it('can open for a task chosen at the program’s icon before a lab answers', async () => {
    await started({ isReady: false })
    desktop.doTasks(['start-queue', 'new-study'])
    expect(start).not.toHaveBeenCalled()
    await labs[0]!.says({ kind: 'ready' })
    await vi.waitFor(() => expect(start).toHaveBeenCalledOnce())
    expect(String(givenTo('BrowserWindow.loadURL').at(-1)![0])).toMatch(/#\/new$/)
  })
})
