import fc from 'fast-check'
import { expect, it } from 'vitest'
import { SlotSearch } from './slotSearch.ts'

/** Images per second of all runs of a device, relative to one run alone, by the number of runs; from 1. */
type Throughput = (runs: number) => number

interface Device {
  throughput: Throughput
  most: number
  /** Speeds of the runs alone, in turn. */
  speeds: readonly number[]
  /** Relative errors of the samples, in turn. */
  noise: readonly number[]
  /** Samples that a run lasts, in turn. */
  lives: readonly number[]
}

/** Lets a search train 400 rounds of samples; returns the numbers of slots that it went through. */
function search({ throughput, most, speeds, noise, lives }: Device): number[] {
  const slots = new SlotSearch(most)
  const path = [slots.slots]
  let [runs, samples] = [0, 0]
  let active: { id: number; left: number }[] = []
  for (let round = 0; round < 400; round++) {
    while (active.length < slots.slots) {
      const id = runs++
      active.push({ id, left: lives[id % lives.length]! })
    }
    const training = active.length
    for (const run of active) {
      const error = noise[samples++ % noise.length]!
      const speed = (speeds[run.id % speeds.length]! * throughput(training)) / training
      slots.sample(run.id, speed * (1 + error), training)
      run.left--
    }
    for (const { id } of active.filter(({ left }) => left <= 0)) slots.ended(id)
    active = active.filter(({ left }) => left > 0)
    if (slots.isMeasured) slots.grow()
    if (slots.slots !== path.at(-1)) path.push(slots.slots)
  }
  return path
}

/** Grows by `gain` with each run up to `best` runs, and falls by `loss` with each further one. */
const peakAt =
  (best: number, gain: number, loss: number): Throughput =>
  (runs) =>
    gain ** (Math.min(runs, best) - 1) * loss ** Math.max(0, runs - best)

const anySpeeds = fc.array(fc.double({ min: 10, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 9 })
const anyNoise = fc.array(fc.double({ min: -0.01, max: 0.01, noNaN: true }), { minLength: 1, maxLength: 7 })

it('finds the best number of runs, however much they differ in size', () => {
  fc.assert(
    fc.property(
      fc.record({
        best: fc.integer({ min: 2, max: 12 }),
        gain: fc.double({ min: 1.12, max: 1.5, noNaN: true }),
        loss: fc.double({ min: 0.5, max: 1, noNaN: true }),
        speeds: anySpeeds,
        noise: anyNoise,
        life: fc.integer({ min: 60, max: 200 }),
      }),
      ({ best, gain, loss, life, ...device }) => {
        const path = search({ ...device, throughput: peakAt(best, gain, loss), most: 16, lives: [life, life + 7] })
        expect(path.at(-1)).toBe(best)
        expect(Math.max(...path)).toBe(best + 1)
      },
    ),
  )
})

it('never exceeds the bound or falls below 1, and changes few times, whatever it measures', () => {
  fc.assert(
    fc.property(
      fc.record({
        throughputs: fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 17, maxLength: 17 }),
        most: fc.integer({ min: 1, max: 16 }),
        speeds: anySpeeds,
        noise: fc.array(fc.double({ min: -1, max: 5, noNaN: true }), { minLength: 1, maxLength: 7 }),
        lives: fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 9 }),
      }),
      ({ throughputs, ...device }) => {
        const path = search({ ...device, throughput: (runs) => throughputs[runs]! })
        expect(Math.min(...path)).toBeGreaterThanOrEqual(1)
        expect(Math.max(...path)).toBeLessThanOrEqual(device.most)
        // Each of at most 14 steps up is tried three times at most.
        expect(path.length).toBeLessThan(100)
      },
    ),
  )
})

it('keeps two slots where a third only slows the others down', () => {
  const steady = { noise: [0], speeds: [100, 900], lives: [1000], most: 16 }
  expect(search({ ...steady, throughput: (runs) => Math.min(2, runs) })).toEqual([2, 3, 2])
  expect(search({ ...steady, throughput: (runs) => runs, most: 4 })).toEqual([2, 3, 4])
  expect(search({ ...steady, throughput: (runs) => runs, most: 1 })).toEqual([1])
})

it('stays at its slots if runs are too short to be compared', () => {
  const path = search({ throughput: (runs) => runs, noise: [0], speeds: [100], lives: [5, 6], most: 16 })
  expect(path.at(-1)).toBe(2)
})

it('ends at the slots that memory leaves, once and for all', () => {
  const slots = new SlotSearch(16)
  slots.limit(1)
  expect([slots.slots, slots.isMeasured]).toEqual([1, false])
  slots.limit(0)
  slots.limit(8)
  for (let i = 0; i < 20; i++) slots.sample(1, 100, 1)
  expect([slots.slots, slots.isMeasured]).toEqual([1, false])
})
