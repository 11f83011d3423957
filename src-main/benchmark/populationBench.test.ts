import { describe, expect, it } from 'vitest'
import { benchPopulation, type Lane, type TrainingEnd } from './populationBench.ts'

/** A clock that stands between events, which happen in the order of their times. */
class FakeClock {
  time = 0
  readonly #events: { at: number; act: () => void }[] = []

  at(time: number, act: () => void): () => void {
    const event = { at: time, act }
    this.#events.push(event)
    return () => void this.#events.splice(this.#events.indexOf(event), 1)
  }

  async run<T>(running: Promise<T>): Promise<T> {
    let isDone = false
    void running.finally(() => (isDone = true))
    for (;;) {
      for (let i = 0; i < 10; i++) await Promise.resolve()
      if (isDone) return running
      const next = this.#events.sort((a, b) => a.at - b.at).shift()!
      this.time = next.at
      next.act()
    }
  }
}

/** A lane that takes `durations[network]` ms for a network of 100 images and tells of its advance every 10 ms. */
function lane(clock: FakeClock, durations: readonly number[], broken: readonly number[] = []): Lane {
  let end: ((how: TrainingEnd) => void) | undefined
  return {
    train: (network, onAdvance) =>
      new Promise((resolve) => {
        const duration = durations[network]!
        const began = clock.time
        let isOver = false
        end = (how) => {
          isOver = true
          resolve(how)
        }
        if (broken.includes(network)) {
          clock.at(began + 1, () => end!({ type: 'failed', reason: `no ${network}` }))
          return
        }
        for (let t = 10; t <= duration; t += 10)
          clock.at(began + t, () => {
            if (isOver) return
            onAdvance({ share: t / duration, images: (100 * t) / duration })
            if (t === duration) end!({ type: 'finished' })
          })
      }),
    stop: () => end?.({ type: 'unfinished' }),
  }
}

const measure = (
  clock: FakeClock,
  count: number,
  lanes: readonly Lane[],
  milliseconds: number | null,
): ReturnType<typeof benchPopulation> =>
  clock.run(
    benchPopulation(
      count,
      lanes,
      milliseconds,
      () => clock.time,
      (wait, then) => clock.at(clock.time + wait, then),
    ),
  )

describe('networks per hour', () => {
  it('count a network in training by its share, up to the last that was heard of it', async () => {
    const clock = new FakeClock()
    const timing = await measure(clock, 2, [lane(clock, [100, 200])], 255)
    // 1 + 150/200 networks in 250 ms.
    expect(timing.networksPerHour).toBeCloseTo((1.75 / 0.25) * 3600, 6)
    expect(timing.imagesPerSecond).toBeCloseTo(175 / 0.25, 6)
    expect(timing).toMatchObject({ finished: 1, reached: 2, seconds: 0.25, failures: [] })
  })

  it('add the rates of lanes, and begin the population anew', async () => {
    const clock = new FakeClock()
    const timing = await measure(clock, 1, [lane(clock, [50]), lane(clock, [100])], 1000)
    expect(timing.networksPerHour).toBeCloseTo((20 + 10) * 3600, 6)
    expect(timing).toMatchObject({ reached: 1 })
  })

  it('of every network once count the lanes that wait for the last', async () => {
    const clock = new FakeClock()
    const timing = await measure(clock, 2, [lane(clock, [100, 300]), lane(clock, [100, 300])], null)
    expect(timing.networksPerHour).toBeCloseTo((2 / 0.3) * 3600, 6)
    expect(timing).toMatchObject({ finished: 2, reached: 2, seconds: 0.3 })
  })

  it('leave out networks that cannot be trained, and try each of them once', async () => {
    const clock = new FakeClock()
    const timing = await measure(clock, 3, [lane(clock, [100, 100, 100], [1])], 1000)
    expect(timing.failures).toEqual([{ network: 1, reason: 'no 1' }])
    expect(timing.reached).toBe(2)
  })

  it('are zero if none can be trained', async () => {
    const clock = new FakeClock()
    const timing = await measure(clock, 2, [lane(clock, [1, 1], [0, 1]), lane(clock, [1, 1], [0, 1])], 1000)
    expect(timing).toMatchObject({ networksPerHour: 0, finished: 0, reached: 0 })
    expect(timing.failures.map(({ network }) => network).sort()).toEqual([0, 1])
  })
})
