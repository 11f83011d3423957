import { describe, expect, it } from 'vitest'
import type { RunRow } from '#shared/contract/runs.ts'
import { ranked, placeOf } from './ranking.ts'

const row = (id: number, errorPercent: number | null) =>
  ({
    id,
    position: id,
    status: errorPercent === null ? 'diverged' : 'finished',
    errorPercent,
    exclusion: null,
  }) as RunRow
const rows = [row(1, 30), row(2, 20), row(3, null), row(4, 25)]

describe('placeOf', () => {
  it('counts finished runs only, best first', () => {
    expect(ranked(rows).map(({ id }) => id)).toEqual([2, 4, 1])
    expect(placeOf(rows, 4)).toEqual({ rank: 2, better: rows[1], worse: rows[0] })
  })
  it('has no neighbour beyond the best and the worst', () => {
    expect(placeOf(rows, 2).better).toBeUndefined()
    expect(placeOf(rows, 1).worse).toBeUndefined()
  })
  it('gives a run without a result the best one as its neighbour', () => {
    expect(placeOf(rows, 3)).toEqual({ rank: undefined, better: undefined, worse: rows[1] })
  })
})
