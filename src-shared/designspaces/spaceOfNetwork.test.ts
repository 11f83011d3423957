import fc from 'fast-check'
import { expect, it } from 'vitest'
import { presets, scales, scaleSpace, type PresetId } from './presets.ts'
import { samplePopulation } from './sampling/samplePopulation.ts'
import { spaceOfNetwork } from './spaceOfNetwork.ts'
import { networkKey } from './toNetwork.ts'

it('the space of a network contains that network alone', () => {
  const ids = ['AnyNetX_A', 'AnyNetX_E', 'RegNetX'] as const satisfies PresetId[]
  fc.assert(
    fc.property(fc.constantFrom(...ids), fc.integer({ min: 0, max: 1000 }), (id, seed) => {
      const regime = { imageSize: 16, classes: 10, convention: 'paper' } as const
      const sample = (space: Parameters<typeof samplePopulation>[0]['space']) =>
        samplePopulation({ space, regime, count: 1, seed }).networks[0]!.network
      const network = sample(scaleSpace(presets[id], scales.tiny16))
      const space = spaceOfNetwork(network, 'given')
      expect(networkKey(sample(space!))).toBe(networkKey(network))
      expect(() => samplePopulation({ space: space!, regime, count: 2, seed, maxCandidates: 50 })).toThrow('repeat')
    }),
    { numRuns: 20 },
  )
})

it('exists for the fewest stages a network can have, but not for more than spaces allow', () => {
  const regime = { imageSize: 16, classes: 10, convention: 'paper' } as const
  const { network } = samplePopulation({ space: presets.AnyNetX_A, regime, count: 1, seed: 1 }).networks[0]!
  const { stages } = network
  expect(spaceOfNetwork({ ...network, stages: stages.slice(0, 1) }, 'given')?.strides).toEqual([2])
  expect(spaceOfNetwork({ ...network, stages: [...stages, ...stages] }, 'given')).toBeUndefined()
})
