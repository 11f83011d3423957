import { describe, expect, it } from 'vitest'
import { shareDifferenceRange } from './shareDifferenceRange.ts'
import { exactShareRange, shareRange } from './shareRange.ts'

const near = (...ends: number[]) => ends.map((end) => expect.closeTo(end, 10) as number)

describe('the range of a share', () => {
  it.each([
    [1, 2, 0.025320565519104, 0.974679434480896],
    [1, 10, 0.005116196891824, 0.444447086061629],
    [3, 10, 0.08726443391415, 0.619410658913286],
    [5, 10, 0.222441101008129, 0.777558898991871],
    [2, 48, 0.007453839890741, 0.139141188684084],
    [17, 48, 0.223932146173976, 0.5],
    [47, 48, 0.892681623163866, 0.998931960460921],
    [60, 500, 0.09326318140909, 0.151359624756207],
  ])(
    'covers everything Blaker’s acceptability leaves for %d of %d (computed with scipy 1.17)',
    (hits, trials, low, high) => {
      const range = shareRange(hits, trials)
      expect([range.value, range.low, range.high]).toEqual(near(hits / trials, low, high))
    },
  )
  it('is bounded by 0 or 1 for none or all, and is [0, 1] without trials', () => {
    expect(shareRange(0, 20)).toMatchObject({ value: 0, low: 0 })
    expect(shareRange(20, 20)).toMatchObject({ value: 1, high: 1 })
    // Clopper and Pearson's upper end for 0 of n is 1 - 0.025^(1/n).
    expect(exactShareRange(0, 20)).toEqual({
      value: 0,
      low: 0,
      high: expect.closeTo(1 - 0.025 ** (1 / 20), 12) as number,
    })
    expect(exactShareRange(20, 20)).toEqual({ value: 1, low: expect.closeTo(0.025 ** (1 / 20), 12) as number, high: 1 })
    for (const range of [shareRange(0, 0), exactShareRange(0, 0)]) expect(range).toEqual({ value: 0, low: 0, high: 1 })
  })
  it('of a difference is Newcombe’s method on exact ranges (computed with scipy 1.17)', () => {
    const { value, low, high } = shareDifferenceRange({ hits: 12, trials: 40 }, { hits: 5, trials: 50 })
    expect([value, low, high]).toEqual(near(0.2, 0.021080987590137518, 0.37827419136200385))
  })
})
