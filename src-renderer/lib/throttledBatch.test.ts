import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { throttledBatch } from './throttledBatch.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('passes the first item at once and the following ones together, each once and in order', () => {
  const taken: number[][] = []
  const { add } = throttledBatch<number>((items) => taken.push([...items]))
  for (let i = 0; i < 308; i++) add(i)
  expect(taken).toEqual([[0]])
  vi.runAllTimers()
  expect(taken.length).toBe(2)
  expect(taken.flat()).toEqual(Array.from({ length: 308 }, (_, i) => i))
  add(308)
  expect(taken.at(-1)).toEqual([308])
})

it('forgets waiting items when dropped', () => {
  const taken: number[] = []
  const { add, drop } = throttledBatch<number>((items) => taken.push(...items))
  add(1)
  add(2)
  drop()
  vi.runAllTimers()
  expect(taken).toEqual([1])
})
