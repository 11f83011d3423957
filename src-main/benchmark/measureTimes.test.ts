import { afterEach, describe, expect, it } from 'vitest'
import { sentence } from '#shared/sentences/sentence.ts'
import { tinyNetwork } from '#main/trainer/providers/tinyNetwork.ts'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { providers } from '#main/trainer/providers/providers.ts'
import { measureTimes, type TimingPlan } from './measureTimes.ts'
import type { RoundRequest } from './timePasses.ts'
import { TimingProcess } from './timingProcess.ts'

const networks = [4, 8, 16].map((imageSize) => ({ ...tinyNetwork, imageSize }))
const plan: TimingPlan = {
  ...{ networks, modes: ['inference'], batchSizes: [1], provider: 'cpu', threads: 1 },
  ...{ plan: loweringPlans[providers.cpu.plan].id, rounds: 3, warmUp: 1, passes: 2, leastMs: 0 },
}
const round = (ms: number) => ({ round: { times: [ms], processorMs: ms }, device: null })

describe('measureTimes', () => {
  it('visits every network once a round, each round in another order', async () => {
    const visited: number[] = []
    const results = await measureTimes(plan, {
      measure: ({ network }) => (visited.push(network.imageSize), Promise.resolve(round(network.imageSize))),
    })
    const orders = [0, 3, 6].map((first) => visited.slice(first, first + 3))
    for (const order of orders) expect(order.toSorted((a, b) => a - b)).toEqual([4, 8, 16])
    expect(new Set(orders.map(String)).size).toBeGreaterThan(1)
    expect(results.map((result) => 'time' in result && [result.time.ms, result.time.rounds])).toEqual([
      ...[4, 8, 16].map((ms) => [ms, 3]),
    ])
  })

  it('does not try a failed case again, and counts its visits as done', async () => {
    const visited: number[] = []
    const progress: number[] = []
    const failed = sentence('timingEnded', { said: 'SIGKILL' })
    const results = await measureTimes(plan, {
      measure: ({ network: { imageSize } }) => {
        visited.push(imageSize)
        return Promise.resolve(imageSize === 8 ? { failed } : round(1))
      },
      onVisit: (done) => progress.push(done),
    })
    expect(visited.filter((size) => size === 8)).toHaveLength(1)
    expect(progress.at(-1)).toBe(9)
    expect(results[1]).toEqual({ network: 1, mode: 'inference', batchSize: 1, failed })
  })

  it('returns what it has when it is aborted', async () => {
    const stop = new AbortController()
    let visits = 0
    const results = await measureTimes(plan, {
      measure: () => Promise.resolve(round(2)),
      signal: stop.signal,
      onVisit: () => {
        if (++visits === 4) stop.abort()
      },
    })
    expect(results).toHaveLength(3)
    expect(results.map((result) => ('time' in result ? result.time.rounds : 0)).toSorted()).toEqual([1, 1, 2])
  })

  it('waits until the device is quiet, and stops there when aborted', async () => {
    const stop = new AbortController()
    const results = await measureTimes(plan, {
      measure: () => Promise.resolve(round(2)),
      signal: stop.signal,
      quiet: () => {
        stop.abort()
        return Promise.resolve()
      },
    })
    expect(results).toEqual([])
  })
})

describe('The process that measures times', () => {
  let opened: TimingProcess[] = []
  afterEach(() => {
    for (const one of opened) one.end()
    opened = []
  })
  const newProcess = () => {
    const one = new TimingProcess()
    opened.push(one)
    return one
  }
  const request: RoundRequest = {
    ...{ network: tinyNetwork, mode: 'inference', batchSize: 2, provider: 'cpu', plan: null, threads: 1 },
    ...{ warmUp: 1, passes: 3, leastMs: 0 },
  }

  it('times inference and training, with the processor time', async () => {
    const timing = newProcess()
    for (const one of [request, { ...request, mode: 'training', plan: plan.plan } as const]) {
      const answer = await timing.measure(one)
      if (!('round' in answer)) throw new Error('not measured')
      expect(answer.round.times).toHaveLength(3)
      for (const time of answer.round.times) expect(time).toBeGreaterThan(0)
      expect(answer.round.processorMs).toBeGreaterThan(0)
    }
  })

  it('answers with the reason for a network that cannot be computed, and goes on', async () => {
    const timing = newProcess()
    const answer = await timing.measure({ ...request, mode: 'training', plan: 'nothing' })
    expect(answer).toMatchObject({ failed: expect.anything() as unknown })
    expect(await timing.measure(request)).toMatchObject({ round: { times: { length: 3 } } })
  })

  it('ends at once when aborted', async () => {
    const stop = new AbortController()
    const endless = newProcess().measure({ ...request, passes: 1_000_000 }, stop.signal)
    stop.abort(new Error('enough'))
    await expect(endless).rejects.toThrow('enough')
  })
})
