import { describe, expect, it } from 'vitest'
import { bandSides } from '#shared/statistics/ranges/bandSides.ts'
import { comparisonTasks } from './comparisonTasks.ts'

const { bands, comparePair, compareRows } = comparisonTasks
const runs = (count: number, offset: number) =>
  Array.from({ length: count }, (_, i) => ({
    errorPercent: offset + ((i * 37) % 50) / 10,
    complexity: { flops: 1e6 + i, parameters: 1e5 + 1e3 * (i % 10), activations: 1e4 },
  }))
const bandKind = 'pointwise' as const

describe('comparison', () => {
  const answer = comparePair({ ids: [1, 2], newer: runs(60, 28), older: runs(50, 30), bandKind })

  it('splits the difference into parts that sum to it', () => {
    const { total, complexity, quality } = answer.split!
    expect(complexity.value + quality.value).toBeCloseTo(total.value, 9)
    expect(total.value).toBeCloseTo(answer.comparison.meanDifference.value, 9)
  })
  it('reports where the band of the gap excludes zero', () => {
    const { above, below } = bandSides(answer.gap)
    expect(above[0]![0]).toBeGreaterThanOrEqual(28)
    expect(above.at(-1)![1]).toBeLessThanOrEqual(36)
    expect(below).toEqual([])
    const swapped = bandSides(comparePair({ ids: [2, 1], newer: runs(50, 30), older: runs(60, 28), bandKind }).gap)
    expect(swapped.above).toEqual([])
    expect(swapped.below).not.toEqual([])
  })
  it('bands all populations on one grid, wider ones if simultaneous', () => {
    const populations = [
      { id: 1, errors: Array.from({ length: 40 }, (_, i) => i) },
      { id: 2, errors: [2, 4] },
    ]
    const narrow = bands({ populations, bandKind })
    expect(narrow.get(1)!.grid).toEqual(narrow.get(2)!.grid)
    const whole = bands({ populations, bandKind: 'simultaneous' }).get(1)!
    expect(whole.high[100]! - whole.low[100]!).toBeGreaterThan(narrow.get(1)!.high[100]! - narrow.get(1)!.low[100]!)
  })
  it('gives no verdict for a row without a reference', () => {
    const [alone, few] = compareRows({
      rows: [
        { id: 1, errors: [1, 2, 3], against: null },
        { id: 1, errors: [1, 2], against: { id: 2, errors: [3] } },
      ],
    })
    expect(alone).toEqual({ id: 1, againstId: null, against: null })
    expect(few!.against?.caution).toBe('noVerdict')
  })
})
