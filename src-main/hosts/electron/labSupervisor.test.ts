import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabSupervisor } from './labSupervisor.ts'
import { answer, createObject, givenTo, happens, made, resetElectron } from './testing/electronDouble.ts'

vi.mock('electron', async () => (await import('./testing/electronDouble.ts')).electronDouble())

const program = { entry: '/bench/labProcess.js', dataDir: '/data', node: '/node' }
const events = { ready: vi.fn(), fault: vi.fn(), replaced: vi.fn(), crashed: vi.fn() }
const lastLab = () => made('UtilityProcess').at(-1)!
const forks = () => givenTo('UtilityProcess.fork').length

function started(): LabSupervisor {
  const lab = new LabSupervisor(program, events)
  lab.start()
  return lab
}

beforeEach(() => {
  resetElectron()
  vi.resetAllMocks()
  vi.useFakeTimers()
  answer('MessageChannelMain.port1', () => createObject('MessagePortMain'))
  answer('MessageChannelMain.port2', () => createObject('MessagePortMain'))
})
afterEach(() => vi.useRealTimers())

describe('the lab’s supervisor', () => {
  it('starts the lab under its own name with the folder and the Node for trainers', () => {
    started()
    expect(givenTo('UtilityProcess.fork')).toEqual([
      [
        '/bench/labProcess.js',
        ['--data-dir', '/data', '--node', '/node'],
        { serviceName: 'RegNet Lab', stdio: ['ignore', 'ignore', 'pipe'] },
      ],
    ])
  })

  it('gives ports to a lab that answers, and only to one', () => {
    const lab = started()
    expect(lab.openPort()).toBeUndefined()
    happens(lastLab(), 'message', { kind: 'ready' })
    expect(events.ready).toHaveBeenCalledOnce()
    expect(lab.openPort()).toBeDefined()
    expect(givenTo('UtilityProcess.postMessage')).toEqual([['port', [expect.anything()]]])
    happens(lastLab(), 'exit', 1)
    expect(lab.openPort()).toBeUndefined()
  })

  it('starts a crashed lab again after growing waits, short again once one has lasted', () => {
    started()
    const waits: number[] = []
    for (let i = 0; i < 8; i++) {
      happens(lastLab(), 'exit', 134)
      const { waitMs } = events.crashed.mock.lastCall![0] as { waitMs: number }
      waits.push(waitMs)
      vi.advanceTimersByTime(waitMs - 1)
      expect(forks()).toBe(i + 1)
      vi.advanceTimersByTime(1)
      expect(forks()).toBe(i + 2)
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
    vi.advanceTimersByTime(60_000)
    happens(lastLab(), 'exit', 134)
    expect(events.crashed.mock.lastCall![0]).toMatchObject({ exitCode: 134, waitMs: 500 })
  })

  it('says why a lab cannot be opened and waits to be asked again', () => {
    const lab = started()
    happens(lastLab(), 'message', { kind: 'fault', said: sentence('labClosed') })
    happens(lastLab(), 'exit', 0)
    expect(events.fault.mock.calls).toEqual([[sentence('labClosed')]])
    vi.advanceTimersByTime(120_000)
    expect(forks()).toBe(1)
    lab.start()
    expect(forks()).toBe(2)
    expect(events.crashed).not.toHaveBeenCalled()
  })

  it('starts a lab whose database was replaced again at once, and takes that for no crash', () => {
    started()
    happens(lastLab(), 'message', { kind: 'ready' })
    happens(lastLab(), 'message', { kind: 'replaced' })
    expect(forks()).toBe(1)
    happens(lastLab(), 'exit', 0)
    expect(events.replaced).toHaveBeenCalledOnce()
    expect(forks()).toBe(2)
    expect(events.crashed).not.toHaveBeenCalled()
  })

  it('starts a lab beside files of others where that is wanted, and that time alone', () => {
    const lab = started()
    const ended = () => {
      happens(lastLab(), 'message', { kind: 'fault', said: sentence('labClosed') })
      happens(lastLab(), 'exit', 0)
    }
    ended()
    lab.start({ beside: true })
    ended()
    lab.start()
    const words = givenTo('UtilityProcess.fork').map(([, given]) => (given as string[]).includes('--new-lab'))
    expect(words).toEqual([false, true, false])
  })

  it('lets the lab close itself, ends one that hangs, and starts none afterwards', async () => {
    const lab = started()
    happens(lastLab(), 'message', { kind: 'ready' })
    const closed = lab.close()
    expect(givenTo('UtilityProcess.postMessage')).toEqual([['close']])
    expect(givenTo('UtilityProcess.kill')).toHaveLength(0)
    vi.advanceTimersByTime(60_000)
    expect(givenTo('UtilityProcess.kill')).toHaveLength(1)
    happens(lastLab(), 'exit', 0)
    await closed
    vi.advanceTimersByTime(120_000)
    lab.start()
    expect(forks()).toBe(1)
    expect(events.crashed).not.toHaveBeenCalled()
  })

  it('waits for nothing when it closes between a crash and the next start', async () => {
    const lab = started()
    happens(lastLab(), 'exit', 1)
    await lab.close()
    vi.advanceTimersByTime(120_000)
    expect(forks()).toBe(1)
  })
})
