import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { startShell } from '../startShell.ts'
import type { StartLab } from '../lab/startLab.ts'
import { connectLab, idleQueue, labs, trainingQueue } from '../testing/connectedLab.ts'
import { answer, givenTo, happens, listenedTo, resetElectron } from '../testing/electronDouble.ts'

vi.mock('electron', async () => (await import('../testing/electronDouble.ts')).electronDouble())
const { powerMonitor } = await import('electron')
const newFolder = temporaryFolders()

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const before = new Map(signals.map((signal) => [signal, process.listeners(signal)]))
const ownListeners = (signal: (typeof signals)[number]) =>
  process.listeners(signal).filter((listener) => !before.get(signal)!.includes(listener))
const commandLine = process.argv
let startLab: StartLab
let becomeReady: (value: undefined) => void

beforeEach(() => {
  resetElectron()
  vi.stubEnv('REGBENCH_NODE', process.execPath)
  Object.assign(process, { resourcesPath: '/resources' })
  process.argv = ['/opt/bench/regnet-lab-bench', '--data-dir', newFolder()]
  startLab = connectLab({
    system: { info: () => ({ onnxruntime: '1.30.0' }) },
    queue: { status: () => trainingQueue(4), start: () => idleQueue, stop: () => idleQueue },
    studies: { list: () => [] },
  })
  answer('App.requestSingleInstanceLock', () => true)
  answer('App.getPreferredSystemLanguages', () => ['en-US'])
  answer('App.getAppPath', () => '/bench')
  answer('App.getPath', () => newFolder())
  answer('Dialog.showMessageBox', () => new Promise(() => undefined))
  const { promise, resolve } = Promise.withResolvers<undefined>()
  becomeReady = resolve
  answer('App.whenReady', () => promise)
})
afterEach(() => {
  process.argv = commandLine
  for (const signal of signals) for (const listener of ownListeners(signal)) process.off(signal, listener)
  vi.unstubAllEnvs()
})

/** The shell of a lab that trains. */
async function startTraining(): Promise<void> {
  startShell(startLab)
  becomeReady(undefined)
  await vi.waitFor(() => expect(labs).toHaveLength(1))
  await labs[0]!.says({ kind: 'ready' })
}
/** The lab was told to pause training, the program quit, and the user was not asked. */
async function endedInGoodOrder(): Promise<void> {
  await vi.waitFor(() => expect(givenTo('App.quit')).toHaveLength(1))
  expect(labs[0]!.received).toEqual(['close'])
  expect(givenTo('Dialog.showMessageBox')).toHaveLength(0)
}

describe('A signal', () => {
  it("is not listened for before Electron is ready, when Electron's own handler would replace ours", async () => {
    startShell(startLab)
    for (const signal of signals) expect(ownListeners(signal), signal).toEqual([])
    becomeReady(undefined)
    await vi.waitFor(() => {
      for (const signal of signals) expect(ownListeners(signal), signal).toHaveLength(1)
    })
  })

  it.each(signals)('%s pauses training, asks nobody and quits the program', async (signal) => {
    await startTraining()
    process.emit(signal, signal)
    await endedInGoodOrder()
  })

  it('sent twice by one action counts once; a later one kills the program', async () => {
    const now = vi.spyOn(performance, 'now')
    now.mockReturnValue(1000)
    await startTraining()
    labs[0]!.obeys = false
    process.emit('SIGINT', 'SIGINT')
    now.mockReturnValue(1001)
    process.emit('SIGINT', 'SIGINT')
    expect(givenTo('App.exit')).toEqual([])
    now.mockReturnValue(3000)
    process.emit('SIGINT', 'SIGINT')
    expect(givenTo('App.exit')).toEqual([[130]])
    now.mockRestore()
  })
})

describe('System shutdown', () => {
  it('is listened for after another listener, without which Linux is not asked for time', async () => {
    await startTraining()
    expect(listenedTo(powerMonitor).indexOf('shutdown')).toBeGreaterThan(0)
  })

  it('waits until training is paused', async () => {
    await startTraining()
    const preventDefault = vi.fn()
    happens(powerMonitor, 'shutdown', { preventDefault })
    expect(preventDefault).toHaveBeenCalledOnce()
    await endedInGoodOrder()
  })
})
