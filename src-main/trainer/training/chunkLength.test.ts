import { expect, it } from 'vitest'
import { ChunkLength } from './chunkLength.ts'

it('takes one step first and doubles up to a fifth of a second', () => {
  const chunk = new ChunkLength()
  const lengths = [chunk.length]
  for (let i = 0; i < 6; i++) {
    chunk.took(chunk.length, 15 * chunk.length)
    lengths.push(chunk.length)
  }
  expect(lengths).toEqual([1, 2, 4, 8, 13, 13, 13])
})

it('takes single steps where one takes long, also after shorter ones', () => {
  const chunk = new ChunkLength()
  chunk.took(1, 1)
  chunk.took(2, 900)
  expect(chunk.length).toBe(1)
})

it('grows while no time passes', () => {
  const chunk = new ChunkLength()
  chunk.took(1, 0)
  expect(chunk.length).toBe(2)
})

it('is not shortened by the short chunk at the end of an epoch', () => {
  const chunk = new ChunkLength()
  for (const steps of [1, 2, 4, 1]) chunk.took(steps, steps)
  expect(chunk.length).toBe(8)
})
