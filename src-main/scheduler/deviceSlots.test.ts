import { expect, it, vi } from 'vitest'
import { DeviceSlots } from './deviceSlots.ts'

/** Slots of a device, with what its driver says about the free memory, in turn. */
function slotsWith(free: (number | null)[], fixed: number | null = null) {
  const changed = vi.fn()
  const slots = new DeviceSlots({
    sharesDevice: (provider) => provider !== 'cpu',
    fixed: () => fixed,
    freeBytesOf: () => Promise.resolve(free.length > 1 ? free.shift()! : free[0]!),
    changed,
  })
  /** Lets the present runs report a speed each until they are measured, and waits for the memory. */
  const measure = async (runs: number, speed: number) => {
    for (let i = 0; i < 8; i++) for (let run = 1; run <= runs; run++) slots.sample('cuda', run, speed, runs)
    for (let i = 0; i < 5; i++) await Promise.resolve()
  }
  return { slots, changed, measure }
}

it('says nothing about runs with a trainer each', () => {
  expect(slotsWith([null]).slots.of('cpu')).toBeNull()
})

it('adds slots as long as images per second rise and the memory holds one more run', async () => {
  const { slots, changed, measure } = slotsWith([24e9, 20e9, 18e9, 3e9])
  expect(slots.of('cuda')).toBe(2)
  await measure(2, 100)
  expect([slots.of('cuda'), changed.mock.calls.length]).toEqual([3, 1])
  await measure(3, 99)
  expect(slots.of('cuda')).toBe(4)
  // Four runs took 21 GB, which 3 GB do not hold once more.
  await measure(4, 98)
  await measure(4, 98)
  expect([slots.of('cuda'), changed.mock.calls.length]).toEqual([4, 2])
})

it('shares the memory that was free before the first run among the slots', async () => {
  const { slots, measure } = slotsWith([24e9, 20e9, 18e9, 3e9])
  expect([slots.of('cuda'), slots.memoryOf('cuda')]).toEqual([2, undefined])
  await measure(2, 100)
  expect([slots.of('cuda'), slots.memoryOf('cuda')]).toEqual([3, 8e9])
  // A run that had no other beside it and took no more than its share gets all of it.
  slots.outOfMemory('cuda', 0)
  expect([slots.of('cuda'), slots.memoryOf('cuda')]).toEqual([1, undefined])
  const blind = slotsWith([null], 4)
  await blind.measure(1, 100)
  expect([blind.slots.of('cuda'), blind.slots.memoryOf('cuda'), blind.slots.memoryOf('cpu')]).toEqual([
    ...[4, undefined, undefined],
  ])
})

it('stops at four where the memory is unknown', async () => {
  const { slots, measure } = slotsWith([null])
  slots.of('cuda')
  for (const runs of [2, 3, 4, 4]) await measure(runs, 100)
  expect(slots.of('cuda')).toBe(4)
})

it('keeps a fixed number until memory runs out, and learns anew once nothing waits for the device', async () => {
  const { slots, measure } = slotsWith([null], 6)
  await measure(6, 100)
  expect(slots.of('cuda')).toBe(6)
  expect([slots.outOfMemory('cuda', 4), slots.of('cuda')]).toEqual([4, 4])
  expect([slots.outOfMemory('cuda', 5), slots.outOfMemory('cuda', 0), slots.of('cuda')]).toEqual([4, 1, 1])
  slots.keepOnly(new Set(['cuda']))
  expect(slots.of('cuda')).toBe(1)
  slots.keepOnly(new Set(['cpu']))
  expect(slots.of('cuda')).toBe(6)
})
