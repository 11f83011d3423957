import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Network } from '#shared/networks/network.ts'
import type { Regime } from '../designSpace.ts'
import { drawOf, drawSchema } from './draw.ts'
import { presetIds, presets, scales, scaleSpace } from '../presets.ts'
import { recomputeDraws } from './recomputeDraws.ts'
import { samplePopulation } from './samplePopulation.ts'

const regime: Regime = { imageSize: 16, classes: 10, convention: 'paper', flops: { low: 2e5, high: 9e5 } }
const stored = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T

describe('recomputeDraws', () => {
  it('returns the draw of every network of a sample, also from stored networks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...presetIds),
        fc.nat(2 ** 32 - 1),
        fc.integer({ min: 1, max: 12 }),
        fc.boolean(),
        (id, seed, count, isOpen) => {
          const space = scaleSpace(presets[id], scales.tiny16)
          const { flops, ...open } = regime
          const under = isOpen ? open : { ...open, flops: flops! }
          const { networks } = samplePopulation({ space, regime: under, count, seed })
          const draws = recomputeDraws({ space, regime: under, seed, networks: stored(networks.map((n) => n.network)) })
          expect(draws).toEqual(networks.map(drawOf))
          expect(stored(draws).map((draw) => drawSchema.parse(draw))).toEqual(draws)
        },
      ),
      { numRuns: 40 },
    )
  })
  it('returns null from the first network that is not in the sample', () => {
    const space = scaleSpace(presets.RegNetX, scales.tiny16)
    const { networks } = samplePopulation({ space, regime, count: 6, seed: 3 })
    const given = networks.map(({ network }) => network)
    given[2] = { ...given[2]!, stemWidth: given[2]!.stemWidth + 8 }
    expect(recomputeDraws({ space, regime, seed: 3, networks: given }).map((draw) => draw !== null)).toEqual([
      ...[true, true, false, false, false, false],
    ])
    expect(recomputeDraws({ space, regime, seed: 4, networks: given })).toEqual(given.map(() => null))
    expect(recomputeDraws({ space, regime, seed: 3, networks: [] })).toEqual([])
  })
  it('returns null for a space that cannot be sampled', () => {
    const space = scaleSpace(presets.RegNetX, scales.tiny16)
    const { networks } = samplePopulation({ space, regime, count: 2, seed: 3 })
    const given: Network[] = networks.map(({ network }) => network)
    const empty = { ...space, constraints: [{ id: 'groupWidthRange' as const, min: 1e6 }] }
    expect(recomputeDraws({ space: empty, regime, seed: 3, networks: given })).toEqual([null, null])
    // Stored by a version that took it: a bottleneck ratio of 0.4 cannot be built.
    const bottleneckRatio = { law: 'choice' as const, values: [0.4] }
    const refused = { ...space, parameters: { ...space.parameters, bottleneckRatio } }
    expect(recomputeDraws({ space: refused, regime, seed: 3, networks: given })).toEqual([null, null])
  })
  it('passes on an error that says nothing of the space', () => {
    const space = scaleSpace(presets.RegNetX, scales.tiny16)
    expect(() => recomputeDraws({ space, regime, seed: 3, networks: [{} as Network] })).toThrow(TypeError)
  })
})
