import { describe, expect, it } from 'vitest'
import { blockIds, networkSchema, stemIds, type Network } from './network.ts'
import { fromNeutralForm, neutralNetworkSchema, toNeutralForm } from './neutralForm.ts'
import { regNetParametersSchema, regNetStages } from './regNet.ts'

const network: Network = {
  ...{ stem: 'imagenet', stemWidth: 8, block: 'x', headWidth: 20, seRatio: 0, classes: 10, imageSize: 32 },
  ...{ activation: 'silu', bnEpsilon: 1e-4 },
  stages: [
    { depth: 1, width: 16, stride: 2, bottleneckRatio: 2, groupWidth: 4 },
    { depth: 2, width: 24, stride: 1, bottleneckRatio: 4, groupWidth: 6 },
  ],
}
const form = toNeutralForm(network)

describe('the neutral form', () => {
  it('has one list per stage size, and inverse ratios', () => {
    expect(form).toEqual({
      ...{ stem_type: 'simple_stem_in', stem_w: 8, block_type: 'res_bottleneck_block' },
      ...{ depths: [1, 2], widths: [16, 24], strides: [2, 1], bot_muls: [0.5, 0.25], group_ws: [4, 6] },
      ...{ head_w: 20, se_r: 0, num_classes: 10, im_size: 32, activation: 'silu', bn_eps: 1e-4 },
    })
    expect(neutralNetworkSchema.parse(form)).toEqual(form)
  })

  it.each(stemIds.flatMap((stem) => blockIds.map((block) => [stem, block] as const)))(
    'round-trips stem %s and block %s',
    (stem, block) => {
      const plain = ['v', 'vr', 'vanilla', 'basic'].includes(block)
      const depthwise = block === 'mbconv'
      const stages = network.stages.map((s) => (depthwise ? { ...s, groupWidth: 1, kernel: 5 as const } : s))
      const written: Network = { ...network, stem, block, stages, seRatio: block === 'y' ? 0.25 : 0 }
      const neutral = toNeutralForm(written)
      expect([neutral.bot_muls, neutral.group_ws].map((list) => list === null)).toEqual([plain, plain || depthwise])
      expect(neutral.kernels).toEqual(depthwise ? [5, 5] : undefined)
      const read = fromNeutralForm(neutral)
      // A single group is written as its width, and sizes that a block ignores are omitted.
      if (block === 'r') expect(read).toEqual({ ...written, block: 'x', stages: read.stages })
      else if (plain) expect(read).toEqual({ ...written, stages: read.stages })
      else expect(read).toEqual(written)
      if (block === 'r') expect(neutral.group_ws).toEqual([8, 6])
      if (plain)
        expect(read.stages).toEqual(written.stages.map((s) => ({ ...s, bottleneckRatio: 1, groupWidth: s.width })))
    },
  )

  it('allows omitting the activation and epsilon', () => {
    expect(fromNeutralForm({ ...form, activation: undefined, bn_eps: undefined })).toEqual({
      ...network,
      activation: 'relu',
      bnEpsilon: 1e-5,
    })
  })

  it.each(['widths', 'strides', 'bot_muls', 'group_ws', 'kernels'] as const)('requires as many %s as depths', (key) => {
    expect(() => fromNeutralForm({ ...form, [key]: [key === 'kernels' ? 3 : 1] })).toThrow(
      `invalid network: ${key}: 1 values: depths has 2`,
    )
  })
})

describe('schemas', () => {
  const stage = network.stages[0]!
  const withStage = (changes: object) => ({ ...network, stages: [{ ...stage, ...changes }] })
  it('accept a network and its sizes', () => {
    expect(networkSchema.parse(network)).toEqual(network)
    const least = { depth: 1, width: 1, stride: 1, bottleneckRatio: 0.5, groupWidth: 1 }
    const smallest = { ...network, stemWidth: 1, headWidth: 0, seRatio: 1, classes: 2, imageSize: 1, stages: [least] }
    expect(networkSchema.parse(smallest)).toEqual(smallest)
  })
  it.each<[object]>([
    [{ ...network, stem: 'other' }],
    [{ ...network, stemWidth: 0 }],
    [{ ...network, stages: [] }],
    [{ ...network, headWidth: -1 }],
    [{ ...network, seRatio: 1.1 }],
    [{ ...network, seRatio: -0.1 }],
    [{ ...network, classes: 1 }],
    [{ ...network, bnEpsilon: 0 }],
    [{ ...network, more: 1 }],
    [withStage({ depth: 0 })],
    [withStage({ width: 1.5 })],
    [withStage({ stride: 0 })],
    [withStage({ stride: 5 })],
    [withStage({ bottleneckRatio: 0 })],
    [withStage({ more: 1 })],
  ])('refuse %j', (wrong) => expect(networkSchema.safeParse(wrong).success).toBe(false))

  it.each<[object]>([
    [{ ...form, stem_w: 0 }],
    [{ ...form, depths: [] }],
    [{ ...form, depths: [0, 1] }],
    [{ ...form, widths: [0, 1] }],
    [{ ...form, strides: [0, 1] }],
    [{ ...form, bot_muls: [0, 1] }],
    [{ ...form, group_ws: [0, 1] }],
    [{ ...form, head_w: -1 }],
    [{ ...form, se_r: 2 }],
    [{ ...form, se_r: -1 }],
    [{ ...form, num_classes: 1 }],
    [{ ...form, im_size: 0 }],
    [{ ...form, bn_eps: 0 }],
    [{ ...form, block_type: 'x' }],
    [{ ...form, more: 1 }],
  ])('refuse %j', (wrong) => expect(neutralNetworkSchema.safeParse(wrong).success).toBe(false))

  const regNet = { depth: 1, initialWidth: 8, widthSlope: 0, widthMultiplier: 1.1, bottleneckRatio: 1, groupWidth: 1 }
  it.each([
    [{}, true],
    [{ depth: 0 }, false],
    [{ initialWidth: 0 }, false],
    [{ widthSlope: -1 }, false],
    [{ widthMultiplier: 1 }, false],
    [{ bottleneckRatio: 0 }, false],
    [{ groupWidth: 0 }, false],
    [{ more: 1 }, false],
  ])('accept RegNet parameters with %j: %s', (changes, takes) => {
    expect(regNetParametersSchema.safeParse({ ...regNet, ...changes }).success).toBe(takes)
  })
})

it('repeats the last RegNet stride, and defaults to 2', () => {
  const parameters = { depth: 13, initialWidth: 24, widthSlope: 36.44, widthMultiplier: 2.49 }
  const strides = (given?: number[]) =>
    regNetStages({ ...parameters, bottleneckRatio: 1, groupWidth: 8 }, given).map(({ stride }) => stride)
  expect([strides(), strides([]), strides([1, 3]), strides([4, 3, 2, 1, 2])]).toEqual([
    [2, 2, 2, 2],
    [2, 2, 2, 2],
    [1, 3, 3, 3],
    [4, 3, 2, 1],
  ])
})
