import { expect, it } from 'vitest'
import { suggestWindow } from './suggestWindow.ts'

const edges = (count: number) => Array.from({ length: count + 1 }, (_, i) => 10 ** (5 + i / 12))

it('is the densest part of the cheaper half', () => {
  // The cheaper 50 of 100 draws end within bin 5; of three adjacent bins, 1 to 3 hold most of them.
  const counts = [2, 10, 12, 11, 5, 10, 30, 20]
  expect(suggestWindow({ edges: edges(8), counts })).toEqual({ low: 120_000, high: 220_000 })
})
it('is undefined without draws', () => {
  expect(suggestWindow({ edges: [], counts: [] })).toBeUndefined()
  expect(suggestWindow({ edges: edges(4), counts: [0, 0, 0, 0] })).toBeUndefined()
})
