import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inventScripts, type Letter } from './syntheticScripts.ts'

const seeds = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })

/** The letter on a 9 x 9 bitmap, four pixels per step, moved to the upper left corner. */
function bitmap(letter: Letter): string {
  const pixels = letter.slice(1).flatMap(([x, y], i) => {
    const [fromX, fromY] = letter[i]!
    return [0, 1, 2, 3, 4].map((part) => [4 * fromX + part * (x - fromX), 4 * fromY + part * (y - fromY)] as const)
  })
  const left = Math.min(...pixels.map(([x]) => x))
  const top = Math.min(...pixels.map(([, y]) => y))
  const rows = Array.from({ length: 9 }, () => new Array<string>(9).fill('.'))
  for (const [x, y] of pixels) rows[y - top]![x - left] = '#'
  return rows.map((row) => row.join('')).join('\n')
}

describe('the letters of the built-in set', () => {
  it('consist of four strokes between neighbours within three by three points', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const letter of inventScripts(seed).flat()) {
          expect(letter).toHaveLength(5)
          letter.slice(1).forEach(([x, y], i) => {
            expect(Math.max(Math.abs(x - letter[i]![0]), Math.abs(y - letter[i]![1]))).toBe(1)
          })
          for (const coordinates of [letter.map(([x]) => x), letter.map(([, y]) => y)]) {
            expect(Math.min(...coordinates)).toBeGreaterThanOrEqual(-1)
            expect(Math.min(...coordinates) + Math.max(...coordinates)).toBe(0)
          }
        }
      }),
      { numRuns: 20 },
    )
  })
  it('all look different, even mirrored, with ten per script', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const scripts = inventScripts(seed)
        expect(scripts.map((letters) => letters.length)).toEqual(new Array(10).fill(10))
        const seen = new Set<string>()
        for (const letter of scripts.flat()) {
          const [own, mirrored] = [bitmap(letter), bitmap(letter.map(([x, y]) => [-x, y]))]
          expect(seen.has(own)).toBe(false)
          seen.add(own).add(mirrored)
        }
      }),
      { numRuns: 20 },
    )
  })
  it('depend on the seed', () => {
    expect(inventScripts(3)).toEqual(inventScripts(3))
    expect(inventScripts(4)).not.toEqual(inventScripts(3))
  })
})
