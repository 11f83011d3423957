import fc from 'fast-check'
import { expect, it } from 'vitest'
import { choicesOf, countsOf, judgementBytes } from './judgementBytes.ts'

const choices = fc.array(fc.tuple(fc.nat(1000), fc.nat(9), fc.nat(9)), { maxLength: 40 }).map((images) => {
  let position = -1
  return {
    indices: Int32Array.from(images, ([step]) => (position += 1 + step)),
    labels: Uint16Array.from(images, ([, label]) => label),
    predicted: Uint16Array.from(images, ([, , chosen]) => chosen),
  }
})

it('choices come back from their bytes, eight for each image, and are counted', () => {
  fc.assert(
    fc.property(choices, (given) => {
      const bytes = judgementBytes(given)
      expect(bytes).toHaveLength(8 * given.indices.length)
      expect(choicesOf(bytes, 10)).toEqual(given)
      const { count, errors, confusion } = countsOf(given, 10)
      expect(count).toBe(given.labels.length)
      expect(errors).toBe(given.labels.filter((label, i) => label !== given.predicted[i]).length)
      expect(confusion.reduce((sum, cell) => sum + cell.count, 0)).toBe(count)
    }),
  )
})

it('bytes that are no choices are refused', () => {
  const one = { indices: Int32Array.of(3, 9), labels: Uint16Array.of(0, 4), predicted: Uint16Array.of(1, 2) }
  expect(() => choicesOf(judgementBytes(one).slice(1), 10)).toThrow('15 bytes (must be 8 per image)')
  expect(() => choicesOf(judgementBytes(one), 4)).toThrow('invalid class: 4 (must be below 4)')
  const again = { ...one, indices: Int32Array.of(3, 3) }
  expect(() => choicesOf(judgementBytes(again), 10)).toThrow('invalid position of an image: 3')
})
