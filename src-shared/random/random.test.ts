import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalCdf } from './normalCdf.ts'
import { philox4x32 } from './philox.ts'
import { roundHalfEven } from './rounding.ts'
import { permutation, stream } from './stream.ts'

describe('philox4x32', () => {
  // Known answers from the Random123 distribution (kat_vectors).
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
  ])('returns the published answer for %j', (input, answer) => {
    const out = new Uint32Array(4)
    philox4x32(out, ...(input as [number, number, number, number, number, number]))
    expect([...out]).toEqual(answer)
  })
})

describe('stream', () => {
  it('repeats for equal arguments and differs when any argument differs', () => {
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
  /** The first `count` Philox words for a seed below 2^32. */
  const wordsOf = (seed: number, purpose: number, count: number): number[] =>
    Array.from({ length: Math.ceil(count / 4) }, (_, block) => {
      const out = new Uint32Array(4)
      philox4x32(out, block, 0, 0, 0, seed, purpose << 21)
      return [...out]
    })
      .flat()
      .slice(0, count)

  it('is Philox with (block, a, b) as the counter and (seed, purpose) as the key', () => {
    const out = new Uint32Array(4)
    const blocks = [0, 1, 2].map((block) => {
      philox4x32(out, block, 11, 12, 0, 7, 5 | (3 << 21))
      return [...out]
    })
    const random = stream(5 * 2 ** 32 + 7, 'order', 11, 12)
    expect(Array.from({ length: 12 }, () => random.next())).toEqual(blocks.flat())
  })
  it('builds 53-bit uniforms from the upper 27 bits of one word and the upper 26 bits of the next', () => {
    const random = stream(9, 'sample')
    const words = wordsOf(9, 1, 40).map(BigInt)
    for (let i = 0; i < 40; i += 2)
      expect(random.uniform()).toBe(Number((words[i]! >> 5n) * 2n ** 26n + (words[i + 1]! >> 6n)) / 2 ** 53)
  })
  it('rejects words that would bias below(n)', () => {
    const n = 3 * 2 ** 30
    const random = stream(3, 'sample')
    const fair = wordsOf(3, 1, 40).filter((word) => word < n)
    expect(fair.length).toBeLessThan(40)
    expect(fair.map(() => random.below(n))).toEqual(fair)
  })
  it('rejects a biased first word', () => {
    const seed = Array.from({ length: 20 }, (_, i) => i).find((i) => wordsOf(i, 1, 1)[0]! > 2 ** 31)!
    const [first, ...others] = wordsOf(seed, 1, 20)
    expect(stream(seed, 'sample').below(first!)).toBe(others.find((word) => word < first!))
  })
  it('draws normals in pairs by Box-Muller and uses both', () => {
    const [uniform, random] = [stream(4, 'weights'), stream(4, 'weights')]
    for (let i = 0; i < 5; i++) {
      const [radius, angle] = [Math.sqrt(-2 * Math.log(1 - uniform.uniform())), 2 * Math.PI * uniform.uniform()]
      expect([random.normal(), random.normal()]).toEqual([radius * Math.cos(angle), radius * Math.sin(angle)])
    }
  })
  it('permutes into each order equally often (chi-square of 6000 under 20.5, p = 0.001)', () => {
    const counts = new Map<string, number>()
    const random = stream(6, 'order')
    for (let i = 0; i < 6000; i++) {
      const order = permutation(3, random).join()
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    expect([...counts.values()].reduce((sum, c) => sum + (c - 1000) ** 2 / 1000, 0)).toBeLessThan(20.5)
  })
  it('permutes with n - 1 draws', () => {
    const random = stream(8, 'order')
    permutation(4, random)
    expect(random.next()).toBe(wordsOf(8, 3, 4)[3])
  })
  it('permutes every index exactly once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.nat(), (n, seed) => {
        expect([...permutation(n, stream(seed, 'order'))].sort((a, b) => a - b)).toEqual(
          Array.from({ length: n }, (_, i) => i),
        )
      }),
    )
  })
  it.each([0.5, -1, 2 ** 53])('refuses the seed %d', (seed) => {
    expect(() => stream(seed, 'order')).toThrow(`invalid seed: ${seed}`)
  })
  it.each([0, 2 ** 53 - 1])('accepts the seed %d', (seed) => {
    expect(() => stream(seed, 'order')).not.toThrow()
  })
})

describe('normalCdf', () => {
  // Computed with a C library's erf.
  it.each([
    [0, 0.5],
    [0.1, 0.539827837277029],
    [-1, 0.158655253931457],
    [1.959963984540054, 0.975],
    [3, 0.99865010196837],
    [-5, 2.86651571879194e-7],
    [8, 1],
  ])('at %d is %d', (z, p) => expect(Math.abs(normalCdf(z) - p)).toBeLessThan(2e-15))
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
