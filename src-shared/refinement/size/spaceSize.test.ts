import { describe, expect, it } from 'vitest'
import { cardinality } from '#shared/designspaces/sampling/cardinality.ts'
import { parseDesignSpace } from '#shared/designspaces/parse.ts'
import { presetIds, presets } from '#shared/designspaces/presets.ts'
import { isKnownEmpty, knownSize, spaceSize } from './spaceSize.ts'
import { smallRegime } from '../testing/syntheticRuns.ts'

describe('spaceSize', () => {
  it.each(presetIds)('of %s is its exact count', (id) => {
    const { log10, degreesOfFreedom } = cardinality(presets[id])
    expect(spaceSize(presets[id], smallRegime)).toEqual({
      log10,
      low: log10,
      high: log10,
      exact: true,
      draws: 0,
      degreesOfFreedom,
    })
  })
  it('estimates uncountable constraints by equally likely combinations, not by the sampling distribution', () => {
    // Three stages of depth 1 to 4, smaller depths far likelier: 20 of 64 combinations have at most 6 blocks.
    const depth = { law: 'logUniform', low: 1, high: 4, quantum: 1 }
    const one = { law: 'choice', values: [1] }
    const eight = { law: 'choice', values: [8] }
    const space = parseDesignSpace({
      ...{ id: 'small', name: 'small', strides: [2, 2, 2] },
      parameters: { kind: 'anyNet', depth, width: eight, bottleneckRatio: one, groupWidth: one },
      constraints: [{ id: 'totalDepthRange', max: 6 }],
    })
    const sizes = Array.from({ length: 20 }, (_, seed) => spaceSize(space, smallRegime, { draws: 300, seed }))
    const held = sizes.filter(({ low, high }) => low <= Math.log10(20) && Math.log10(20) <= high)
    expect(held.length).toBeGreaterThan(16)
    for (const size of sizes) {
      const { exact, low, log10, high, draws } = size
      expect([exact, draws]).toEqual([false, 300])
      expect(knownSize(size)).toEqual({ log10, by: 'estimate' })
      expect(low).toBeLessThan(log10)
      expect(log10).toBeLessThan(high)
    }
  })
  it('is an upper bound, not known to be empty, if no draw gave a network', () => {
    const none = parseDesignSpace({ ...presets.AnyNetX_A, constraints: [{ id: 'parameters', max: 1 }] })
    const size = spaceSize(none, smallRegime, { draws: 50 })
    expect(size).toMatchObject({ log10: -Infinity, low: -Infinity })
    expect(size.high).toBeLessThan(18)
    expect(size.draws).toBeGreaterThanOrEqual(50)
    expect([isKnownEmpty(size), knownSize(size)]).toEqual([false, { log10: size.high, by: 'upperEnd' }])
    const empty = parseDesignSpace({ ...presets.AnyNetX_A, constraints: [{ id: 'widthRange', max: 1 }] })
    expect(isKnownEmpty(spaceSize(empty, smallRegime))).toBe(true)
    expect(knownSize(spaceSize(empty, smallRegime)).by).toBe('count')
  })
})
