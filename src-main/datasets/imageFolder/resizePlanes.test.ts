import { expect, it } from 'vitest'
import { resizePlanes } from './resizePlanes.ts'

const resized = (values: number[], width: number, height: number, size: number) => [
  ...resizePlanes(Uint8Array.from(values), { count: values.length / width / height, width, height }, size),
]

it('leaves an image of the requested size unchanged', () => {
  expect(resized([1, 2, 3, 4, 5, 6, 7, 8], 2, 2, 2)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
})
it('averages when reducing', () => {
  expect(resized([0, 100, 0, 100], 2, 2, 1)).toEqual([50])
})
it('interpolates between pixel centres when enlarging, with clamped edges', () => {
  expect(resized([0, 100, 0, 100], 2, 2, 4).slice(0, 4)).toEqual([0, 25, 75, 100])
})
