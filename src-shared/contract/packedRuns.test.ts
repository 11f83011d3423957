import { expect, it } from 'vitest'
import fc from 'fast-check'
import { activationIds, blockIds, kernelSides, stemIds, type Network, type Stage } from '#shared/networks/network.ts'
import type { Draw } from '#shared/designspaces/sampling/draw.ts'
import { networkPacker, packDraw, packedFields, packedText, unpackRuns } from './packedRuns.ts'
import { detailLevels } from './runs.ts'

const size = fc.integer({ min: 1, max: 2000 })
const network: fc.Arbitrary<Network> = fc.record({
  stem: fc.constantFrom(...stemIds),
  stemWidth: size,
  block: fc.constantFrom(...blockIds),
  stages: fc.array(
    fc.record<Stage, keyof Stage>(
      {
        ...{ depth: size, width: size, groupWidth: size },
        stride: fc.integer({ min: 1, max: 4 }),
        bottleneckRatio: fc.constantFrom(0.25, 0.5, 1, 2, 4),
        kernel: fc.constantFrom(...kernelSides),
      },
      { requiredKeys: ['depth', 'width', 'groupWidth', 'stride', 'bottleneckRatio'] },
    ),
    { minLength: 1, maxLength: 6 },
  ),
  headWidth: fc.integer({ min: 0, max: 2000 }),
  seRatio: fc.constantFrom(0, 0.25, 1),
  classes: fc.integer({ min: 2, max: 1000 }),
  imageSize: size,
  activation: fc.constantFrom(...activationIds),
  bnEpsilon: fc.constantFrom(1e-5, 1e-3),
})

const real = fc.double({ min: 1e-3, max: 1e3, noNaN: true })
const regNet = fc.record({
  ...{ depth: size, initialWidth: size, groupWidth: size },
  ...{ widthSlope: real, widthMultiplier: real, bottleneckRatio: real },
})
/** A network with its draw, if known. */
const drawn = network.chain((one) => {
  const each = (value: fc.Arbitrary<number>) =>
    fc.array(value, { minLength: one.stages.length, maxLength: one.stages.length })
  const stages = { depths: each(size), widths: each(size), bottleneckRatios: each(real), groupWidths: each(size) }
  const draw = fc.oneof(fc.record(stages), fc.record({ ...stages, regNet }))
  return fc.record({ network: fc.constant(one), draw: fc.option<Draw>(draw) })
})

it('networks and draws survive packing unchanged, whatever they share', () => {
  fc.assert(
    fc.property(fc.array(drawn), (rows) => {
      const { pack, frames } = networkPacker()
      const cells = rows.map((row) =>
        JSON.stringify([...packedFields.rows.map(() => null), pack(row.network), row.draw && packDraw(row.draw)]),
      )
      const unpacked = unpackRuns(packedText(cells, frames()), 'rows')
      expect(unpacked.map((row) => ({ network: row.network, draw: row.draw }))).toEqual(rows)
      expect(new Set(frames().map((frame) => JSON.stringify(frame))).size).toBe(frames().length)
    }),
  )
})

it.each(detailLevels)(
  'of %s the cells are unpacked under their names, and only rows have the fields of rows',
  (details) => {
    const fields: readonly string[] = packedFields[details]
    const cells = fields.map((field) => `the ${field}`)
    const own = { stem: 'cifar', stages: [{ depth: 1, width: 8, stride: 2, bottleneckRatio: 1, groupWidth: 4 }] }
    const { pack, frames } = networkPacker()
    const packed = [...cells, ...(details === 'rows' ? [pack(own as unknown as Network), null] : [])]
    const expected = Object.fromEntries(fields.map((field, i) => [field, cells[i]]))
    expect(unpackRuns(packedText([JSON.stringify(packed)], frames()), details)).toStrictEqual([
      details === 'rows' ? { ...expected, network: own, draw: null } : expected,
    ])
  },
)

it('networks that differ only in their stages share the rest', () => {
  const { pack, frames } = networkPacker()
  const [one, other] = fc.sample(network, { seed: 1, numRuns: 2 }) as [Network, Network]
  expect([pack(one)[0], pack(other)[0], pack({ ...one, stages: [] })]).toEqual([0, 1, [0]])
  expect(frames()).toHaveLength(2)
})
