import fc from 'fast-check'
import { expect, it } from 'vitest'
import { presetIds, presets } from '#shared/designspaces/presets.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { publishedNetworks } from '#shared/networks/published/publishedNetworks.ts'
import { pyclsNetwork } from './pyclsConfig.ts'
import { readNetworks } from './readNetworks.ts'

it('describes networks of all spaces so that pycls’s reader gives them back', () => {
  fc.assert(
    fc.property(fc.constantFrom(...presetIds), fc.integer({ min: 1, max: 1000 }), (id, seed) => {
      const regime = { imageSize: 64, classes: 7, convention: 'paper' } as const
      const [drawn] = samplePopulation({ space: presets[id], regime, count: 1, seed }).networks
      const regNet = drawn!.regNet ?? null
      const [read] = readNetworks(JSON.parse(JSON.stringify(pyclsNetwork(drawn!.network, regNet))))
      expect(read!.network).toEqual(drawn!.network)
      if (regNet) expect(read!.regNet).toEqual(regNet)
    }),
    { numRuns: 30 },
  )
})

it('describes all published networks, EfficientNet among them', () => {
  for (const { network } of publishedNetworks)
    expect(readNetworks(JSON.parse(JSON.stringify(pyclsNetwork(network, null))))[0]!.network).toEqual(network)
})
