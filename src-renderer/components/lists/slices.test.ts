import { expect, it } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { sliceLength, useSlices } from './slices.ts'

/** A list of `length` entries in slices, over frames that are advanced one by one. */
function sliced(length: number) {
  const list = shallowRef(Array.from({ length }, (_, i) => i))
  const waiting = new Set<() => void>()
  const later = (work: () => void) => {
    waiting.add(work)
    return () => void waiting.delete(work)
  }
  const scope = effectScope()
  const { slices, complete } = scope.run(() => useSlices(() => list.value, later))!
  const frame = () => {
    const [work] = waiting
    if (!work) return false
    waiting.delete(work)
    work()
    return true
  }
  return { list, slices, complete, frame, waiting, leave: () => scope.stop() }
}

it('starts with the first slices, adds one with each frame, and ends with all entries in order', () => {
  const { list, slices, frame, waiting } = sliced(5 * sliceLength + 1)
  const seen = [slices.value.length]
  while (frame()) seen.push(slices.value.length)
  expect(seen).toEqual([2, 3, 4, 5, 6])
  expect(slices.value.flat()).toEqual(list.value)
  expect(waiting.size).toBe(0)
})

it('requests no frame for a short list, and none once its screen is left', () => {
  expect(sliced(2 * sliceLength).waiting.size).toBe(0)
  const { waiting, leave } = sliced(9 * sliceLength)
  expect(waiting.size).toBe(1)
  leave()
  expect(waiting.size).toBe(0)
})

it('keeps a slice whose entries are unchanged, and adds new entries', async () => {
  const { list, slices, frame, waiting } = sliced(2 * sliceLength)
  const [first, second] = slices.value
  list.value = [...list.value.slice(0, -1), -1, ...list.value.map((i) => 100 + i)]
  await nextTick()
  expect(slices.value[0]).toBe(first)
  expect(slices.value[1]).not.toBe(second)
  while (frame());
  expect(slices.value.flat()).toEqual(list.value)
  expect(waiting.size).toBe(0)
})

it('is complete at once on request', () => {
  const { list, slices, complete } = sliced(9 * sliceLength)
  complete()
  expect(slices.value.flat()).toEqual(list.value)
})
