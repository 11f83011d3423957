import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabSupervisor } from './labSupervisor.ts'
import { connectLab, labs } from '../testing/connectedLab.ts'
import { resetElectron } from '../testing/electronDouble.ts'

vi.mock('electron', async () => (await import('../testing/electronDouble.ts')).electronDouble())

const program = { entry: '/bench/labProcess.js', dataDir: '/data', node: '/node' }
const events = { ready: vi.fn(), fault: vi.fn(), replaced: vi.fn(), crashed: vi.fn() }
const lastLab = () => labs.at(-1)!
const forks = () => labs.length

function started(): LabSupervisor {
  const lab = new LabSupervisor(connectLab({}), program, events)
  lab.start()
  return lab
}

beforeEach(() => {
  resetElectron()
  vi.resetAllMocks()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => vi.useRealTimers())

describe("The lab's supervisor", () => {
  it("starts the lab with its folder under the program's Node", () => {
    started()
    expect(labs.map((lab) => [lab.program, lab.beside])).toEqual([[program, false]])
  })

  it('opens ports only to a lab that answers', async () => {
    const lab = started()
    expect(lab.openPort()).toBeUndefined()
    await lastLab().says({ kind: 'ready' })
    expect(events.ready).toHaveBeenCalledOnce()
    expect(lab.openPort()).toBeDefined()
    lastLab().ends(1)
    expect(lab.openPort()).toBeUndefined()
  })

  it('restarts a crashed lab after growing delays, short again once one was stable', () => {
    started()
    const waits: number[] = []
    for (let i = 0; i < 8; i++) {
      lastLab().ends(134)
      const { waitMs } = events.crashed.mock.lastCall![0] as { waitMs: number }
      waits.push(waitMs)
      vi.advanceTimersByTime(waitMs - 1)
      expect(forks()).toBe(i + 1)
      vi.advanceTimersByTime(1)
      expect(forks()).toBe(i + 2)
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
    vi.advanceTimersByTime(60_000)
    lastLab().ends(134)
    expect(events.crashed.mock.lastCall![0]).toMatchObject({ exitCode: 134, waitMs: 500 })
  })

  it('reports why a lab cannot be opened and waits for the next start call', async () => {
    const lab = started()
    await lastLab().says({ kind: 'fault', said: sentence('labClosed') })
    lastLab().ends(0)
    expect(events.fault.mock.calls).toEqual([[sentence('labClosed')]])
    vi.advanceTimersByTime(120_000)
    expect(forks()).toBe(1)
    lab.start()
    expect(forks()).toBe(2)
    expect(events.crashed).not.toHaveBeenCalled()
  })

  it('restarts a lab whose database was replaced at once, and does not count that as a crash', async () => {
    started()
    await lastLab().says({ kind: 'ready' })
    await lastLab().says({ kind: 'replaced' })
    expect(forks()).toBe(1)
    lastLab().ends(0)
    expect(events.replaced).toHaveBeenCalledOnce()
    expect(forks()).toBe(2)
    expect(events.crashed).not.toHaveBeenCalled()
  })

  it('starts a lab beside other files if requested, for that start only', async () => {
    const lab = started()
    const ended = async () => {
      await lastLab().says({ kind: 'fault', said: sentence('labClosed') })
      lastLab().ends(0)
    }
    await ended()
    lab.start({ beside: true })
    await ended()
    lab.start()
    expect(labs.map(({ beside }) => beside)).toEqual([false, true, false])
  })

  it('lets the lab close itself, kills one that hangs, and starts none afterwards', async () => {
    const lab = started()
    await lastLab().says({ kind: 'ready' })
    lastLab().obeys = false
    const closed = lab.close()
    await vi.waitFor(() => expect(lastLab().received).toEqual(['close']))
    expect(lastLab().isKilled).toBe(false)
    vi.advanceTimersByTime(60_000)
    expect(lastLab().isKilled).toBe(true)
    lastLab().ends(0)
    await closed
    vi.advanceTimersByTime(120_000)
    lab.start()
    expect(forks()).toBe(1)
    expect(events.crashed).not.toHaveBeenCalled()
  })

  it('closes at once between a crash and the restart', async () => {
    const lab = started()
    lastLab().ends(1)
    await lab.close()
    vi.advanceTimersByTime(120_000)
    expect(forks()).toBe(1)
  })
})
