import fc from 'fast-check'
import { expect, it } from 'vitest'
import { smallPictures } from './smallPictures.ts'

// numpy: weights of the shares of [0, 5) that fall into three equal parts, W = [[.6, .4, 0, 0, 0], [0, .2, .6, .2, 0],
// [0, 0, 0, .4, .6]]; np.rint(W @ plane @ W.T) of plane = np.arange(25).reshape(5, 5) ** 2 % 251.
it('pixels of small pictures are means of areas', () => {
  const pixels = Uint8Array.from({ length: 75 }, (_, i) => (i % 25) ** 2 % 251)
  const plane = [12, 22, 38, 98, 104, 145, 154, 125, 71]
  expect(smallPictures({ imageSize: 5, pixels }, 3)).toEqual({
    imageSize: 3,
    pixels: Uint8Array.from([...plane, ...plane, ...plane]),
  })
})

it('pictures that are small enough stay as they are, and a picture of one colour keeps it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.nat(255), (size, most, colour) => {
      const pixels = new Uint8Array(3 * size ** 2).fill(colour)
      const side = Math.min(size, most)
      const expected = { imageSize: side, pixels: new Uint8Array(3 * side ** 2).fill(colour) }
      expect(smallPictures({ imageSize: size, pixels }, most)).toEqual(expected)
    }),
  )
})
