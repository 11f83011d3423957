import { beforeEach, expect, it, vi } from 'vitest'
import type { QueueStatus } from '#shared/contract/queue.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { BatteryCare } from './batteryCare.ts'
import { keepDesktopMemory, readChoices } from '../program/desktopMemory.ts'
import type { LabClient } from '../labs/labClient.ts'
import { idleQueue, trainingQueue } from '../testing/connectedLab.ts'
import { answer, resetElectron } from '../testing/electronDouble.ts'

vi.mock('electron', async () => (await import('../testing/electronDouble.ts')).electronDouble())
let isOnBattery = false
vi.mock('./onBattery.ts', () => ({ onBattery: () => isOnBattery }))
const newFolder = temporaryFolders()

const start = vi.fn(() => Promise.resolve())
const stop = vi.fn(() => Promise.resolve())
const lab = { queue: { start, stop } } as unknown as LabClient
const training = trainingQueue(4)
const stopped: QueueStatus = { ...idleQueue, isRunning: false, runs: { ...idleQueue.runs, queued: 4 } }
const changed = vi.fn()

beforeEach(() => {
  resetElectron()
  const folder = newFolder()
  answer('App.getPath', () => folder)
  vi.clearAllMocks()
  isOnBattery = false
})
const choose = (sparesBattery: boolean) => keepDesktopMemory({ choices: { ...readChoices(), sparesBattery } })

it('leaves the queue alone unless the user wants to save battery', async () => {
  isOnBattery = true
  await new BatteryCare(changed).follow(training, lab)
  expect(stop).not.toHaveBeenCalled()
})

it('stops the queue on battery and restarts it on mains power', async () => {
  choose(true)
  const care = new BatteryCare(changed)
  await care.follow(training, lab)
  expect(stop).not.toHaveBeenCalled()
  isOnBattery = true
  await care.follow(training, lab)
  // A status requested before the stop.
  await care.follow(training, lab)
  await care.follow(stopped, lab)
  expect([stop.mock.calls.length, care.waits]).toEqual([1, true])
  isOnBattery = false
  await care.follow(stopped, lab)
  expect([start.mock.calls.length, care.waits]).toEqual([1, false])
  expect(changed.mock.calls).toEqual([[true], [false]])
})

it('does not start a queue that the user has stopped', async () => {
  choose(true)
  isOnBattery = true
  const care = new BatteryCare(changed)
  await care.follow(stopped, lab)
  isOnBattery = false
  await care.follow(stopped, lab)
  expect(start).not.toHaveBeenCalled()
})

it('does not stop a queue again that the user has restarted, until the next time on battery', async () => {
  choose(true)
  isOnBattery = true
  const care = new BatteryCare(changed)
  await care.follow(training, lab)
  await care.follow(stopped, lab)
  await care.follow(training, lab)
  await care.follow(training, lab)
  expect([stop.mock.calls.length, care.waits]).toEqual([1, false])
  isOnBattery = false
  await care.follow(training, lab)
  isOnBattery = true
  await care.follow(training, lab)
  expect(stop).toHaveBeenCalledTimes(2)
})

it('restarts the queue when the user no longer wants to save battery', async () => {
  choose(true)
  isOnBattery = true
  const care = new BatteryCare(changed)
  await care.follow(training, lab)
  choose(false)
  await care.follow(stopped, lab)
  expect(start).toHaveBeenCalledOnce()
})
