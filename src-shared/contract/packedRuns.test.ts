import { expect, it } from 'vitest'
import fc from 'fast-check'
import { activationIds, blockIds, stemIds, type Network } from '#shared/networks/network.ts'
import { networkPacker, packedFields, packedText, unpackRuns } from './packedRuns.ts'

const size = fc.integer({ min: 1, max: 2000 })
const network: fc.Arbitrary<Network> = fc.record({
  stem: fc.constantFrom(...stemIds),
  stemWidth: size,
  block: fc.constantFrom(...blockIds),
  stages: fc.array(
    fc.record({
      ...{ depth: size, width: size, groupWidth: size },
      stride: fc.integer({ min: 1, max: 4 }),
      bottleneckRatio: fc.constantFrom(0.25, 0.5, 1, 2, 4),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  headWidth: fc.integer({ min: 0, max: 2000 }),
  seRatio: fc.constantFrom(0, 0.25, 1),
  classes: fc.integer({ min: 2, max: 1000 }),
  imageSize: size,
  activation: fc.constantFrom(...activationIds),
  bnEpsilon: fc.constantFrom(1e-5, 1e-3),
})

it('networks come out as they went in, whatever they share', () => {
  fc.assert(
    fc.property(fc.array(network), (networks) => {
      const { pack, frames } = networkPacker()
      const cells = networks.map((one) => JSON.stringify([...packedFields.rows.map(() => null), pack(one)]))
      const unpacked = unpackRuns(packedText(cells, frames()), 'rows')
      expect(unpacked.map((row) => row.network)).toEqual(networks)
      expect(new Set(frames().map((frame) => JSON.stringify(frame))).size).toBe(frames().length)
    }),
  )
})
