import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DesktopContract } from '#shared/contract/desktop.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import type { StartLab } from './lab/startLab.ts'
import { startShell } from './startShell.ts'
import { connectLab, idleQueue, labs, trainingQueue, type LabAnswers } from './testing/connectedLab.ts'
import { answer, calls, createObject, givenTo, happens, made, resetElectron } from './testing/electronDouble.ts'

vi.mock('electron', async () => (await import('./testing/electronDouble.ts')).electronDouble())
const { app, nativeTheme } = await import('electron')
const newFolder = temporaryFolders()

/** Process listeners added by a shell are removed after each test. */
const processEvents = ['SIGINT', 'SIGTERM', 'SIGHUP', 'uncaughtExceptionMonitor'] as const
const listenersBefore = new Map(processEvents.map((event) => [event, process.listeners(event as 'SIGINT')]))

const commandLine = process.argv
let folder: string
let answers: LabAnswers
let startLab: StartLab
const exported = new File(['bundle'], 'study.regbench')
beforeEach(() => {
  resetElectron()
  vi.stubEnv('REGBENCH_NODE', process.execPath)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
  folder = newFolder()
  // Electron adds this to `process`.
  Object.assign(process, { resourcesPath: folder })
  answers = {
    system: { info: () => ({ onnxruntime: '1.30.0' }) },
    queue: { status: () => idleQueue, start: () => idleQueue, stop: () => idleQueue },
    populations: { get: () => ({ id: 5, studyId: 3, name: 'B', count: 4, runs: { ...idleQueue.runs, finished: 4 } }) },
    studies: {
      list: () => [{ id: 3, name: 'Widths' }],
      get: () => ({ id: 3, name: 'Widths: B/C' }),
      importBundle: () => ({ id: 8 }),
      createFromFile: () => ({ id: 9 }),
      openSample: () => ({ id: 10 }),
      exportBundle: () => ({ file: exported, weightsLeftOut: 0 }),
    },
  }
  startLab = connectLab(answers)
  answerAll()
})
/** Electron's answers in every test. */
function answerAll(): void {
  answer('App.requestSingleInstanceLock', () => true)
  answer('App.getPreferredSystemLanguages', () => ['en-US'])
  answer('App.getAppPath', () => '/bench')
  answer('App.getPath', (name) => join(folder, name))
  answer('App.getVersion', () => '0.1.0')
  process.argv = ['/opt/bench/regnet-lab-bench', '--data-dir', folder]
  answer('Dialog.showMessageBox', () => Promise.resolve({ response: 0 }))
  answer('Notification.isSupported', () => true)
  answer('BrowserWindow.getFocusedWindow', () => null)
  answer('MessageChannelMain.port1', () => {
    const { port1, port2 } = new MessageChannel()
    channels.push(port1, port2)
    return port1
  })
  answer('MessageChannelMain.port2', () => channels.at(-1))
}
/** Both ends of every channel created, one pair after the other. */
const channels: MessagePort[] = []
/** The program's interface as the page of the window with that number calls it. */
const desktopOf = (index: number) => {
  const [, , [port]] = givenTo('WebContents.postMessage').filter(([message]) => message === 'regbench:desktop')[
    index
  ] as [string, null, [MessagePort]]
  port.start()
  return createORPCClient<ContractRouterClient<DesktopContract>>(new RPCLink({ port: port as never }))
}
const menuLabels = () => (givenTo('Menu.buildFromTemplate').at(-1)![0] as MenuEntry[]).map(({ label }) => label)
afterEach(() => {
  process.argv = commandLine
  for (const [event, before] of listenersBefore) {
    for (const listener of process.listeners(event as 'SIGINT'))
      if (!before.includes(listener)) process.off(event, listener)
  }
  for (const port of channels.splice(0)) port.close()
  vi.useRealTimers()
  vi.unstubAllEnvs()
})

const lab = () => labs.at(-1)!
const window = () => made('BrowserWindow').at(-1)! as { webContents: unknown }
const windowNumbered = (index: number) => made('BrowserWindow')[index]! as { webContents: unknown }
const shown = () => givenTo('BrowserWindow.loadURL').map(([address]) => String(address).replace(/^.*#/, ''))
const dialogs = () => givenTo('Dialog.showMessageBox').map((given) => given.at(-1) as Record<string, unknown>)
const order = (what: string) => calls.findIndex((entry) => entry.what === what)

/** The shell with a window, and a lab that answers unless stated otherwise. */
async function started({ isReady = true } = {}): Promise<void> {
  startShell(startLab)
  await vi.waitFor(() => expect(labs).toHaveLength(1))
  happens(window().webContents, 'did-finish-load')
  if (!isReady) return
  await lab().says({ kind: 'ready' })
  await vi.waitFor(() => expect(JSON.stringify(givenTo('Menu.buildFromTemplate').at(-1))).toContain('Widths'))
}
/** Chooses an entry of the latest menu. */
function choose(label: string): void {
  const find = (entries: MenuEntry[]): MenuEntry | undefined =>
    entries
      .map((entry) => (entry.label === label ? entry : find(Array.isArray(entry.submenu) ? entry.submenu : [])))
      .find((entry) => entry !== undefined)
  find(givenTo('Menu.buildFromTemplate').at(-1)![0] as MenuEntry[])!.click!()
}
interface MenuEntry {
  label?: string
  submenu?: MenuEntry[]
  click?: () => void
}
/** Lets the shell poll the queue once more. */
const attended = () => vi.advanceTimersByTimeAsync(2000)
/** Requests quitting; returns whether the program may quit at once. */
function quits(): boolean {
  const preventDefault = vi.fn()
  happens(app, 'before-quit', { preventDefault })
  return preventDefault.mock.calls.length === 0
}

describe('At the start', () => {
  it('the shell secures itself before Electron is ready and the session before the window', async () => {
    await started()
    expect(givenTo('CrashReporter.start')).toEqual([[{ uploadToServer: false }]])
    const early = ['App.setPath', 'App.requestSingleInstanceLock', 'CrashReporter.start', 'App.enableSandbox']
    for (const what of [...early, 'Protocol.registerSchemesAsPrivileged']) {
      expect(order(what), what).toBeGreaterThanOrEqual(0)
      expect(order(what), what).toBeLessThan(order('App.whenReady'))
    }
    for (const what of ['Session.setPermissionRequestHandler', 'WebRequest.onBeforeRequest', 'Protocol.handle'])
      expect(order(what), what).toBeLessThan(order('new BrowserWindow'))
  })

  it("the window's files are stored in the lab's folder, so that each lab has one instance", async () => {
    await started()
    expect(givenTo('App.setPath')).toEqual([['userData', join(folder, 'window')]])
    const entry = join('/bench', 'out/main/src-main/hosts/electron/lab/labProcess.js')
    expect(lab().program).toEqual({ dataDir: folder, entry, node: process.execPath })
  })

  /** The link by which Chromium's ProcessSingleton records who holds the window's folder. */
  const held = (machine: string, id: number) => {
    mkdirSync(join(folder, 'window'))
    symlinkSync(`${machine}-${id}`, join(folder, 'window/SingletonLock'))
  }

  it.skipIf(process.platform === 'win32')('a second instance hands over its files and exits', () => {
    held(hostname(), process.pid)
    answer('App.requestSingleInstanceLock', () => false)
    startShell(startLab)
    expect(givenTo('App.quit')).toHaveLength(1)
    expect(givenTo('App.whenReady')).toHaveLength(0)
    expect(made('BrowserWindow')).toHaveLength(0)
    expect(givenTo('Dialog.showErrorBox')).toHaveLength(0)
  })

  it("on a disk without locks the window's files are stored in the user's folder, under a name derived from the lab's", async () => {
    let asks = 0
    answer('App.requestSingleInstanceLock', () => ++asks > 1)
    await started()
    const [, [, place]] = givenTo('App.setPath') as [unknown, [string, string]]
    expect(place.startsWith(join(folder, 'appData', 'windows'))).toBe(true)
    expect(place).toMatch(/[/\\][0-9a-f]{16}$/)
    expect(givenTo('App.setAppLogsPath')).toEqual([[join(place, 'logs')]])
  })

  it.skipIf(process.platform === 'win32')('a lab open on another machine is reported', () => {
    held('lab-server', process.pid)
    answer('App.requestSingleInstanceLock', () => false)
    startShell(startLab)
    expect(givenTo('Dialog.showErrorBox')[0]![1]).toMatch(
      /^The lab .* is open in this program on the machine lab-server\..*window\/SingletonLock and start again\.$/,
    )
    expect(givenTo('App.exit')).toEqual([[1]])
    expect(givenTo('App.whenReady')).toHaveLength(0)
  })

  it.skipIf(process.platform === 'win32')('if no folder can be locked, a stale lock does not count as a window', () => {
    held(hostname(), 2 ** 22 + 1)
    answer('App.requestSingleInstanceLock', () => false)
    answer('App.getPreferredSystemLanguages', () => ['ko'])
    startShell(startLab)
    expect(givenTo('Dialog.showErrorBox')[0]![1]).toContain('창의 파일을 둘 수 없습니다')
    expect(givenTo('App.exit')).toEqual([[1]])
  })

  it('an option without its folder is reported', () => {
    process.argv = ['/opt/bench/regnet-lab-bench', '--data-dir']
    startShell(startLab)
    expect(givenTo('Dialog.showErrorBox')[0]![1]).toBe('--data-dir names no folder. Write --data-dir FOLDER.')
    expect(givenTo('App.exit')).toEqual([[1]])
  })

  it('no process of the program is started as Electron’s Node', async () => {
    vi.stubEnv('ELECTRON_RUN_AS_NODE', '1')
    await started()
    expect(process.env).not.toHaveProperty('ELECTRON_RUN_AS_NODE')
  })

  it("a lab's missing folder is not recreated by its windows' files", async () => {
    const gone = join(folder, 'unplugged')
    mkdirSync(join(folder, 'appData'))
    writeFileSync(join(folder, 'appData/desktop.json'), JSON.stringify({ lab: gone }))
    process.argv = ['/opt/bench/regnet-lab-bench']
    answer('Dialog.showMessageBox', ({ buttons }: { buttons: string[] }) =>
      Promise.resolve({ response: buttons.indexOf('Quit') }),
    )
    startShell(startLab)
    await vi.waitFor(() => expect(givenTo('App.quit')).toHaveLength(1))
    expect(givenTo('App.setPath')[0]![1]).toContain(join(folder, 'appData', 'windows'))
    expect(existsSync(gone)).toBe(false)
    expect(labs).toHaveLength(0)
  })

  it('a program without its Node says so and exits', async () => {
    vi.stubEnv('REGBENCH_NODE', join(folder, 'gone'))
    startShell(startLab)
    await vi.waitFor(() => expect(givenTo('App.exit')).toEqual([[1]]))
    expect(givenTo('Dialog.showErrorBox')[0]![1]).toMatch(/^The Node executable used for training is missing/)
  })

  it('the about box shows versions, licence and blocked requests, and opens the licences', async () => {
    await started()
    answer('Dialog.showMessageBox', () => Promise.resolve({ response: 1 }))
    choose('About RegNet Lab Bench')
    await vi.waitFor(() => expect(givenTo('Shell.openPath')).toEqual([[join('/bench', 'LICENSE')]]))
    expect(dialogs()[0]).toMatchObject({
      message: expect.stringMatching(/ 0\.1\.0$/) as string,
      detail: expect.stringMatching(
        /^Electron .*, Chromium .*, Node .*\nonnxruntime 1\.30\.0\nRequests to other machines that were blocked: 0\nMIT License$/,
      ) as string,
      buttons: ['Close', 'Licences'],
    })
  })

  it('errors of the shell and unexpected ends of helper processes are logged', async () => {
    await started()
    for (const listener of process.listeners('uncaughtExceptionMonitor'))
      listener(new Error('odd'), 'uncaughtException')
    const gone = (name: string) =>
      happens(app, 'child-process-gone', {}, { type: 'Utility', name, reason: 'crashed', exitCode: 9 })
    gone('Network Service')
    const lines = readFileSync(join(folder, 'logs/crashes.jsonl'), 'utf8').trim().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { process: string }).process)).toEqual(['shell', 'Network Service'])
  })
})

describe('Files', () => {
  const bundle = () => {
    const path = join(folder, 'Some study.regbench')
    writeFileSync(path, 'bytes')
    return path
  }

  it('opened before a lab answers wait for it', async () => {
    await started({ isReady: false })
    const preventDefault = vi.fn()
    happens(app, 'open-file', { preventDefault }, bundle())
    expect(preventDefault).toHaveBeenCalled()
    await lab().says({ kind: 'ready' })
    await vi.waitFor(() => expect(shown().at(-1)).toBe('/study/8/spaces'))
    expect(givenTo('App.addRecentDocument')).toEqual([[join(folder, 'Some study.regbench')]])
  })

  it('of a second instance are opened in this one, which comes to the front', async () => {
    await started()
    writeFileSync(join(folder, 'plan.yaml'), 'name: plan')
    happens(app, 'second-instance', {}, ['/bench', '--flag', 'plan.yaml', 'picture.png'], folder)
    expect(givenTo('BrowserWindow.focus')).not.toHaveLength(0)
    await vi.waitFor(() => expect(shown().at(-1)).toBe('/study/9/population'))
  })

  it('may be given as URLs, as Linux file managers do', async () => {
    await started()
    writeFileSync(join(folder, 'A plan.yaml'), 'name: plan')
    happens(app, 'second-instance', {}, ['/bench', pathToFileURL(join(folder, 'A plan.yaml')).href], '/elsewhere')
    await vi.waitFor(() => expect(shown().at(-1)).toBe('/study/9/population'))
    expect(givenTo('App.addRecentDocument')).toEqual([[join(folder, 'A plan.yaml')]])
  })

  it("of a data set are a folder picked in the system's dialog and shown under Data", async () => {
    await started()
    answer('Dialog.showOpenDialog', () => Promise.resolve({ filePaths: ['/photos/of & on'] }))
    choose('Add Data Set Folder…')
    await vi.waitFor(() => expect(shown().at(-1)).toBe('/data?folder=%2Fphotos%2Fof%20%26%20on'))
    expect(givenTo('Dialog.showOpenDialog')[0]![1]).toMatchObject({ properties: ['openDirectory'] })
  })

  it('refused by the lab are reported in its words', async () => {
    answers['studies']!['importBundle'] = () => Promise.reject(new Error('refused'))
    await started()
    happens(app, 'second-instance', {}, ['/bench', bundle()], folder)
    await vi.waitFor(() => expect(dialogs()).toHaveLength(1))
    expect(dialogs()[0]).toMatchObject({ type: 'error', message: 'That did not work' })
  })

  it('are picked in the system’s dialog', async () => {
    await started()
    answer('Dialog.showOpenDialog', () => Promise.resolve({ filePaths: [bundle()] }))
    choose('Open Study…')
    await vi.waitFor(() => expect(shown().at(-1)).toBe('/study/8/spaces'))
    const [, options] = givenTo('Dialog.showOpenDialog')[0] as [unknown, { filters: unknown }]
    expect(options.filters).toEqual([
      {
        name: 'Studies, results and ONNX models',
        extensions: ['regbench', 'yaml', 'yml', 'json', 'jsonl', 'csv', 'tsv', 'log', 'onnx'],
      },
    ])
  })

  it('of results made elsewhere are handed once to the window, which shows how they are read', async () => {
    await started()
    writeFileSync(join(folder, 'theirs.csv'), 'w,error')
    answer('Dialog.showOpenDialog', () => Promise.resolve({ filePaths: [join(folder, 'theirs.csv')] }))
    choose('Open Study…')
    await vi.waitFor(() => expect(shown().at(-1)).toBe('/?file=1'))
    const taken = await desktopOf(0).takeFile({ number: 1 })
    expect([taken?.name, await taken?.text()]).toEqual(['theirs.csv', 'w,error'])
    expect(await desktopOf(0).takeFile({ number: 1 })).toBeNull()
  })

  it('are written where the user says, under a name that file systems allow', async () => {
    await started()
    choose('Export Study…')
    await vi.waitFor(() =>
      expect(dialogs()[0]).toMatchObject({ detail: 'No study is open. Open one, then export it.' }),
    )
    const filePath = join(folder, 'out.regbench')
    await desktopOf(0).setStudy({ id: 3 })
    answer('Dialog.showSaveDialog', () => Promise.resolve({ filePath }))
    choose('Export Study…')
    await vi.waitFor(() => expect(readFileSync(filePath, 'utf8')).toBe('bundle'))
    expect(givenTo('Dialog.showSaveDialog')[0]![1]).toMatchObject({
      defaultPath: join(folder, 'downloads', 'Widths - B - C.regbench'),
    })
  })
})

describe('The lab', () => {
  it('is restarted after a crash, which is logged, and the window gets a port to the new one', async () => {
    await started()
    const ports = givenTo('WebContents.postMessage').length
    lab().ends(139)
    await vi.waitFor(() => expect(labs).toHaveLength(2))
    await lab().says({ kind: 'ready' })
    await vi.waitFor(() => expect(givenTo('WebContents.postMessage')).toHaveLength(ports + 1))
    const [line] = readFileSync(join(folder, 'logs/crashes.jsonl'), 'utf8').trim().split('\n')
    expect(JSON.parse(line!)).toMatchObject({ process: 'lab', exitCode: 139, version: '0.1.0' })
  })

  it('that crashes at every start is reported with its last output', async () => {
    await started({ isReady: false })
    for (let i = 1; i <= 3; i++) {
      lab().complains('FatalError at heap\n')
      lab().ends(133)
      await vi.advanceTimersByTimeAsync(30_000)
      await vi.waitFor(() => expect(labs).toHaveLength(i + 1))
      expect(dialogs()).toHaveLength(i < 3 ? 0 : 1)
    }
    expect(dialogs()[0]).toMatchObject({ detail: 'FatalError at heap', buttons: ['Wait', 'Crash Log', 'Quit'] })
  })

  it('that cannot be opened says why in the language of the system', async () => {
    answer('App.getPreferredSystemLanguages', () => ['ko-KR'])
    await started({ isReady: false })
    await lab().says({ kind: 'fault', said: sentence('folderForbidden', { folder: '/lab' }) })
    lab().ends(0)
    expect(dialogs()[0]).toMatchObject({
      message: '실험실을 열 수 없습니다',
      detail: '/lab 폴더를 열 수 없습니다. 이 사용자에게 읽기 권한이 없습니다.',
    })
  })

  it('is restarted after its database was replaced, and the window gets a port to it; the user is not told', async () => {
    await started()
    const ports = givenTo('WebContents.postMessage').length
    await lab().says({ kind: 'replaced' })
    lab().ends(0)
    await vi.waitFor(() => expect(labs).toHaveLength(2))
    await lab().says({ kind: 'ready' })
    await vi.waitFor(() => expect(givenTo('WebContents.postMessage')).toHaveLength(ports + 1))
    expect(dialogs()).toHaveLength(0)
    expect(existsSync(join(folder, 'logs/crashes.jsonl'))).toBe(false)
  })

  it('is created in a folder with other files if the user agrees', async () => {
    answer('Dialog.showMessageBox', () => Promise.resolve({ response: 1 }))
    await started({ isReady: false })
    const said = sentence('folderOfOthers', { folder: '/photos', name: 'cat.png' })
    await lab().says({ kind: 'fault', said })
    lab().ends(0)
    await vi.waitFor(() => expect(labs).toHaveLength(2))
    expect(dialogs()[0]).toMatchObject({
      detail: expect.stringMatching(
        /^\/photos is not a lab: it contains cat\.png.*\n\nA lab made here does not touch/,
      ) as string,
      buttons: ['Try Again', 'Make a Lab Here', 'Choose Another Folder…', 'Open the Usual Lab', 'Quit'],
    })
    expect(lab().beside).toBe(true)
  })

  it('that cannot be opened says why; the user retries or quits', async () => {
    await started({ isReady: false })
    await lab().says({ kind: 'fault', said: sentence('folderForbidden', { folder: '/lab' }) })
    lab().ends(0)
    await vi.waitFor(() => expect(labs).toHaveLength(2))
    expect(dialogs()[0]).toMatchObject({
      detail: '/lab cannot be opened: this user may not read it.',
      buttons: ['Try Again', 'Choose Another Folder…', 'Open the Usual Lab', 'Quit'],
    })
    answer('Dialog.showMessageBox', () => Promise.resolve({ response: 3 }))
    await lab().says({ kind: 'fault', said: sentence('folderForbidden', { folder: '/lab' }) })
    lab().ends(0)
    await vi.waitFor(() => expect(givenTo('App.quit')).toHaveLength(1))
  })
})

describe('The page', () => {
  it('is reloaded after a crash; after another one soon, the user decides', async () => {
    await started()
    happens(window().webContents, 'render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
    expect(givenTo('WebContents.reload')).toHaveLength(1)
    expect(dialogs()).toHaveLength(0)
    happens(window().webContents, 'render-process-gone', {}, { reason: 'oom', exitCode: 6 })
    expect(dialogs()[0]).toMatchObject({ buttons: ['Reload', 'Close'] })
    expect(readFileSync(join(folder, 'logs/crashes.jsonl'), 'utf8').trim().split('\n')).toHaveLength(2)
  })

  it('that hangs is waited for, or killed and reloaded', async () => {
    await started()
    happens(window(), 'unresponsive')
    happens(window(), 'unresponsive')
    await vi.waitFor(() => expect(dialogs()).toHaveLength(1))
    await Promise.resolve()
    expect(givenTo('WebContents.reload')).toHaveLength(0)

    answer('Dialog.showMessageBox', () => Promise.resolve({ response: 1 }))
    happens(window(), 'unresponsive')
    await vi.waitFor(() => expect(givenTo('WebContents.reload')).toHaveLength(1))
    // A hanging page does not react to a reload.
    expect(order('WebContents.forcefullyCrashRenderer')).toBeLessThan(order('WebContents.reload'))
    happens(window().webContents, 'render-process-gone', {}, { reason: 'killed', exitCode: 9 })
    expect(givenTo('WebContents.reload')).toHaveLength(1)
    expect(existsSync(join(folder, 'logs/crashes.jsonl'))).toBe(false)
  })

  it('that responds again is no longer asked about', async () => {
    await started()
    let signal: AbortSignal | undefined
    answer('Dialog.showMessageBox', (_window: unknown, given: { signal: AbortSignal }) => {
      signal = given.signal
      return new Promise(() => undefined)
    })
    happens(window(), 'unresponsive')
    expect(signal!.aborted).toBe(false)
    happens(window(), 'responsive')
    expect(signal!.aborted).toBe(true)
  })
})

describe('Bench windows', () => {
  const windows = () => made('BrowserWindow') as { webContents: unknown }[]
  /** Closes a window as the user would; returns whether that is allowed. */
  function closes(closed: unknown): boolean {
    const preventDefault = vi.fn()
    happens(closed, 'close', { preventDefault })
    if (preventDefault.mock.calls.length > 0) return false
    happens(closed, 'closed')
    return true
  }

  it('can be several; closing one of them ends nothing', async () => {
    await started()
    choose('New Window')
    expect(windows()).toHaveLength(2)
    happens(windows()[1]!.webContents, 'did-finish-load')
    expect(givenTo('WebContents.postMessage')).toHaveLength(4)
    expect(closes(windows()[1])).toBe(true)
    expect(givenTo('App.quit')).toHaveLength(0)
    expect(closes(windows()[0])).toBe(process.platform === 'darwin')
  })

  it('show a screen in the one that had the focus last', async () => {
    await started()
    choose('New Window')
    const shownOn = () => calls.filter(({ what }) => what === 'BrowserWindow.loadURL').at(-1)!.of
    choose('Settings')
    expect(shownOn()).toBe(windows()[1])
    happens(windows()[0], 'focus')
    choose('Data')
    expect(shownOn()).toBe(windows()[0])
  })
})

describe('A request of a window', () => {
  it('for a PDF of a report is answered with its outcome; the user is told of failures', async () => {
    await started()
    const report = { title: 'Widths', html: '<p>report</p>' }
    answer('WebContents.printToPDF', () => Promise.resolve(Buffer.from('%PDF')))
    answer('Dialog.showSaveDialog', () => Promise.resolve({ filePath: join(folder, 'Widths.pdf') }))
    expect(await desktopOf(0).savePdf(report)).toEqual({ name: 'Widths.pdf', size: 4 })
    expect(givenTo('Dialog.showSaveDialog')[0]![0]).toBe(windowNumbered(0))
    answer('Dialog.showSaveDialog', () => Promise.resolve({ filePath: join(folder, 'gone', 'Widths.pdf') }))
    expect(await desktopOf(0).savePdf(report)).toBeNull()
    expect(dialogs()).toMatchObject([{ type: 'error', message: 'That did not work' }])
    answer('WebContents.print', (_options: unknown, done: (success: boolean, reason: string) => void) => done(true, ''))
    await desktopOf(0).print(report)
    expect(givenTo('WebContents.print')).toHaveLength(1)
  })

  it('updates what the menu allows: by its study, its screen and its history', async () => {
    const enabled = new Set<string>()
    answer('Menu.getApplicationMenu', () => createObject('Menu'))
    answer('Menu.getMenuItemById', (id: string) => ({
      set enabled(is: boolean) {
        if (is) enabled.add(id)
        else enabled.delete(id)
      },
    }))
    await started()
    const goesTo = (screen: string) => {
      answer('WebContents.getURL', () => `app://bench/index.html#${screen}`)
      happens(windowNumbered(0).webContents, 'did-navigate-in-page')
    }
    goesTo('/')
    expect([...enabled]).toEqual([])
    await desktopOf(0).setStudy({ id: 3 })
    goesTo('/study/3/reports')
    expect(enabled).toContain('export')
    expect(enabled).toContain('spaces')
    expect(enabled).not.toContain('savePdf')
    answer('NavigationHistory.canGoBack', () => true)
    goesTo('/study/3/reports/7')
    expect(enabled).toContain('savePdf')
    expect(enabled).toContain('back')
    expect(enabled).not.toContain('forward')
    choose('Back')
    expect(givenTo('NavigationHistory.goBack')).toHaveLength(1)
    choose('Save Report as PDF…')
    choose('Find…')
    expect(givenTo('WebContents.send').map(([, what]) => what)).toEqual(['savePdf', 'find'])
    // Another window has another study.
    choose('New Window')
    happens(windowNumbered(1), 'focus')
    expect(enabled).not.toContain('export')
    happens(windowNumbered(0), 'focus')
    expect(enabled).toContain('export')
  })

  it('to open a link clicked with Ctrl gets a new window', async () => {
    await started()
    happens(app, 'web-contents-created', {}, windowNumbered(0).webContents)
    const [open] = givenTo('WebContents.setWindowOpenHandler').at(-1) as [(details: { url: string }) => unknown]
    open({ url: 'app://bench/index.html#/study/3/explore' })
    expect(shown().at(-1)).toBe('/study/3/explore')
    expect(made('BrowserWindow')).toHaveLength(2)
  })
})

describe('A choice in a window', () => {
  it('of theme and language applies to menus and dialogs, now and at the next start', async () => {
    await started()
    const desktop = desktopOf(0)
    expect(await desktop.appearance()).toBeNull()
    await desktop.setAppearance({ theme: 'dark', language: 'ko' })
    expect(nativeTheme.themeSource).toBe('dark')
    expect(menuLabels()).toContain('파일')
    expect(JSON.parse(readFileSync(join(folder, 'appData/desktop.json'), 'utf8'))).toMatchObject({
      theme: 'dark',
      language: 'ko',
    })
    resetElectron()
    answerAll()
    await started({ isReady: false })
    expect(nativeTheme.themeSource).toBe('dark')
    expect(menuLabels()).toContain('파일')
    expect(await desktopOf(0).appearance()).toEqual({ theme: 'dark', language: 'ko' })
  })

  it('may be another window, on any screen', async () => {
    await started()
    await desktopOf(0).openWindow({ hash: '#/study/3/compare' })
    expect(shown().at(-1)).toBe('/study/3/compare')
    expect(made('BrowserWindow')).toHaveLength(2)
  })
})

describe('Quitting', () => {
  it('closes the lab first and asks nothing while nothing trains', async () => {
    await started()
    expect(quits()).toBe(false)
    await vi.waitFor(() => expect(givenTo('App.quit')).toHaveLength(1))
    expect(lab().received).toEqual(['close'])
    expect(dialogs()).toHaveLength(0)
    expect(quits()).toBe(true)
  })

  it('asks while networks train, and stays if the user changes their mind', async () => {
    answers['queue']!['status'] = () => trainingQueue(4)
    await started()
    answer('Dialog.showMessageBox', () => Promise.resolve({ response: 2 }))
    expect(quits()).toBe(false)
    await vi.waitFor(() => expect(dialogs()).toHaveLength(1))
    expect(dialogs()[0]).toMatchObject({
      message: '1 network is training and 3 are waiting.',
      buttons: ['Pause and Quit', 'Finish, Then Quit', 'Cancel'],
      cancelId: 2,
    })
    expect(givenTo('App.quit')).toHaveLength(0)
    expect(lab().received).toEqual([])
  })

  it('happens after the queue is done, if the user wants that', async () => {
    answers['queue']!['status'] = () => trainingQueue(4)
    await started()
    answer('Dialog.showMessageBox', () => Promise.resolve({ response: 1 }))
    expect(quits()).toBe(false)
    await vi.waitFor(() => expect(dialogs()).toHaveLength(1))
    await attended()
    await vi.waitFor(() => expect(givenTo('PowerSaveBlocker.start')).toHaveLength(1))
    expect(givenTo('App.quit')).toHaveLength(0)
    answers['queue']!['status'] = () => idleQueue
    await attended()
    await vi.waitFor(() => expect(givenTo('App.quit')).toHaveLength(1))
    expect(quits()).toBe(true)
  })

  it('follows closing the window, except on macOS', async () => {
    await started()
    const preventDefault = vi.fn()
    happens(window(), 'close', { preventDefault })
    const isMac = process.platform === 'darwin'
    expect(preventDefault.mock.calls).toHaveLength(isMac ? 0 : 1)
    expect(givenTo('App.quit')).toHaveLength(isMac ? 0 : 1)
  })

  it('makes Windows wait for training to pause when the session ends', async () => {
    await started()
    const ends = () => {
      const preventDefault = vi.fn()
      happens(window(), 'query-session-end', { preventDefault })
      return preventDefault.mock.calls.length === 0
    }
    expect(ends()).toBe(true)
    answers['queue']!['status'] = () => trainingQueue(4)
    await attended()
    await vi.waitFor(() => expect(ends()).toBe(false))
    await vi.waitFor(() => expect(givenTo('App.quit')).toHaveLength(1))
    expect(ends()).toBe(true)
  })

  it('is followed by a start if the program was started again meanwhile', async () => {
    await started()
    lab().obeys = false
    expect(quits()).toBe(false)
    await vi.waitFor(() => expect(lab().received).toEqual(['close']))
    happens(app, 'second-instance', {}, ['/bench'], folder)
    lab().ends(0)
    await vi.waitFor(() => expect(givenTo('App.quit')).toHaveLength(1))
    expect(givenTo('App.relaunch')).toHaveLength(1)
  })
})

describe('While networks train', () => {
  it('the system does not sleep, the taskbar shows progress, and the end of a population is notified', async () => {
    answers['queue']!['status'] = () => trainingQueue(4)
    await started()
    await attended()
    await vi.waitFor(() => expect(givenTo('BrowserWindow.setProgressBar').at(-1)).toEqual([0.5 / 4]))
    expect(givenTo('PowerSaveBlocker.start')).toEqual([['prevent-app-suspension']])
    expect(made('Notification')).toHaveLength(0)

    answers['queue']!['status'] = () => idleQueue
    await attended()
    await vi.waitFor(() => expect(made('Notification')).toHaveLength(1))
    expect(givenTo('PowerSaveBlocker.stop')).toHaveLength(1)
    expect(givenTo('BrowserWindow.setProgressBar').at(-1)).toEqual([-1])
    expect(givenTo('new Notification')).toEqual([
      [{ title: 'B is finished', body: '4 of 4 networks were trained to the end.' }],
    ])
    happens(made('Notification')[0], 'click')
    expect(shown().at(-1)).toBe('/study/3/population')
  })
})

describe('The menu', () => {
  it('shows screens of the open study, and Home without one', async () => {
    await started()
    choose('Compare')
    expect(shown().at(-1)).toBe('/')
    await desktopOf(0).setStudy({ id: 3 })
    answer('WebContents.getURL', () => 'app://bench/index.html#/study/3/spaces')
    choose('Compare')
    expect(shown().at(-1)).toBe('/study/3/compare')
    const before = shown().length
    answer('WebContents.getURL', () => 'app://bench/index.html#/study/3/compare')
    choose('Compare')
    expect(shown()).toHaveLength(before)
    choose('Open Sample Study')
    await vi.waitFor(() => expect(shown().at(-1)).toBe('/study/10/spaces'))
  })

  it('tells the user while no lab answers', async () => {
    await started({ isReady: false })
    choose('Start Queue')
    await vi.waitFor(() =>
      expect(dialogs()[0]).toMatchObject({ detail: 'The lab is not responding yet. Try again in a moment.' }),
    )
  })
})
