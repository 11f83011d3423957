import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { philox4x32 } from './philox.ts'
import { roundHalfEven } from './rounding.ts'
import { permutation, stream } from './stream.ts'

describe('philox4x32', () => {
  // Known answers of the Random123 distribution (kat_vectors).
  it.each([
    [
      [0, 0, 0, 0, 0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [new Array<number>(6).fill(0xffffffff), [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ])('gives the published answer for %j', (input, answer) => {
    const out = new Uint32Array(4)
    philox4x32(out, ...(input as [number, number, number, number, number, number]))
    expect([...out]).toEqual(answer)
  })
})

describe('stream', () => {
  it('repeats for equal arguments and differs for any other', () => {
    const first = (...args: Parameters<typeof stream>) => {
      const random = stream(...args)
      return Array.from({ length: 6 }, () => random.next())
    }
    expect(first(7, 'order', 1, 2)).toEqual(first(7, 'order', 1, 2))
    const others = [
      first(8, 'order', 1, 2),
      first(7, 'weights', 1, 2),
      first(7, 'order', 2, 2),
      first(7, 'order', 1, 3),
    ]
    for (const other of others) expect(other).not.toEqual(first(7, 'order', 1, 2))
  })
  it('draws below n uniformly (chi-square of 30 000 draws over 6 faces under 20.5, p = 0.001)', () => {
    const random = stream(1, 'sample')
    const counts = new Array<number>(6).fill(0)
    for (let i = 0; i < 30_000; i++) counts[random.below(6)]!++
    expect(counts.reduce((sum, c) => sum + (c - 5000) ** 2 / 5000, 0)).toBeLessThan(20.5)
  })
  it('draws normals of mean 0 and variance 1', () => {
    const random = stream(2, 'weights')
    const draws = Array.from({ length: 20_000 }, () => random.normal())
    const mean = draws.reduce((a, b) => a + b) / draws.length
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length
    expect(Math.abs(mean)).toBeLessThan(0.03)
    expect(Math.abs(variance - 1)).toBeLessThan(0.05)
  })
  it('permutes: every index once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.nat(), (n, seed) => {
        expect([...permutation(n, stream(seed, 'order'))].sort((a, b) => a - b)).toEqual(
          Array.from({ length: n }, (_, i) => i),
        )
      }),
    )
  })
  it('refuses a seed that is no integer', () => {
    expect(() => stream(0.5, 'order')).toThrow('invalid seed: 0.5')
  })
})

describe('roundHalfEven', () => {
  it.each([
    [0.5, 0],
    [1.5, 2],
    [2.5, 2],
    [3.5, 4],
    [2.4, 2],
    [2.6, 3],
    [-0.5, 0],
    [-1.5, -2],
  ])('rounds %d to %d', (x, rounded) => expect(roundHalfEven(x)).toBe(rounded))
})
