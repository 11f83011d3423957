import { describe, expect, it } from 'vitest'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { RunRow } from '#shared/contract/runs.ts'
import { errorRange, ranked, searched, trainedAgain } from './ranking.ts'

const run = (id: number, errorPercent: number | null, width = 8, changes: Partial<RunRow> = {}) =>
  ({
    ...{ id, errorPercent, status: errorPercent === null ? 'queued' : 'finished', exclusion: null },
    network: { stages: [{ depth: 1, width, stride: 1, bottleneckRatio: 1, groupWidth: 8 }] },
    ...changes,
  }) as unknown as RunRow
const population = (id: number, rows: RunRow[], epochs = 10) => ({
  summary: { id, name: `p${id}`, plan: { recipe: { epochs } } } as unknown as PopulationSummary,
  rows,
})

describe('the best network', () => {
  it('is that of the lowest error that counts, the first of equal ones', () => {
    const rows = [run(1, 9), run(2, 7), run(3, 7), run(4, null), run(5, 1, 8, { exclusion: 'broken' })]
    expect(ranked([population(1, rows)]).map(({ id }) => id)).toEqual([2, 3, 1])
  })
  it('has the range of its error over the validation images', () => {
    // (p + z²/2n ± z sqrt(p(1 - p)/n + z²/4n²)) / (1 + z²/n) of 40 in 400, in Python.
    const { low, high } = errorRange(10, 400)!
    expect(low).toBeCloseTo(7.429925914003436, 9)
    expect(high).toBeCloseTo(13.331057632740285, 9)
    expect(errorRange(10, null)).toBeUndefined()
  })
  it('is one of those trained as the first population is; networks trained again are apart', () => {
    const populations = [
      population(9, [run(3, 5), run(4, 6, 16)]),
      population(2, [run(1, 9), run(2, 8, 16)]),
      population(10, [run(5, 4)]),
      population(11, [run(6, 3), run(7, 2, 16)], 40),
      population(12, []),
    ]
    expect(searched(populations).map(({ summary }) => summary.id)).toEqual([2, 9, 12])
    expect(searched([])).toEqual([])
    const again = [
      population(3, [run(6, 5), run(7, 4), run(8, null)], 40),
      population(4, [run(9, 5), run(10, 4, 16)]),
      population(5, [run(11, null)]),
    ]
    expect(trainedAgain(again, run(2, 7))).toEqual([
      { id: 3, name: 'p3', epochs: 40, seeds: 2, mean: 4.5, lowest: 4, highest: 5 },
    ])
  })
})
