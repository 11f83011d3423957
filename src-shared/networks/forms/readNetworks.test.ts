import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { toNeutralForm } from '#shared/networks/neutralForm.ts'
import { englishText, ValueError } from '#shared/sentences/sentence.ts'
import { saidIn } from '#shared/sentences/saidIn.ts'
import { readYaml } from '#shared/text/readYaml.ts'
import { presetIds, presets } from '#shared/designspaces/presets.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { regNetStages } from '#shared/networks/regNet.ts'
import { looksLikeNetworks, readNetworks } from './readNetworks.ts'

const one = (input: unknown) => readNetworks(input)[0]!
/** Two stages of pycls's EN section. */
const effNet = { DEPTHS: [1, 2], WIDTHS: [16, 24], STRIDES: [1, 2], EXP_RATIOS: [1, 6], KERNELS: [3, 5] }
const regNetX200 = { wa: 36.44, w0: 24, wm: 2.49, d: 13, g: 8 }

describe('readNetworks', () => {
  it('builds RegNetX-200MF from its parameters', () => {
    const { network, regNet } = one(regNetX200)
    expect(networkComplexity(network, 'pycls')).toEqual({ flops: 199040872, parameters: 2684792, activations: 2164056 })
    expect(regNet).toMatchObject({ depth: 13, bottleneckRatio: 1 })
  })

  it('reads every form of a network to the same result', () => {
    const { network } = one(regNetX200)
    const own = {
      depth: 13,
      initialWidth: 24,
      widthSlope: 36.44,
      widthMultiplier: 2.49,
      bottleneckRatio: 1,
      groupWidth: 8,
    }
    const regNet = { DEPTH: 13, W0: 24, WA: 36.44, WM: 2.49, GROUP_W: 8 }
    const anyNet = { DEPTHS: [1, 1, 4, 7], WIDTHS: [24, 56, 152, 368], STRIDES: [2, 2, 2, 2], GROUP_WS: [8, 8, 8, 8] }
    const forms = [
      own,
      network,
      toNeutralForm(network),
      { depths: [1, 1, 4, 7], widths: [24, 56, 152, 368], group_ws: [8, 8, 8, 8] },
      { name: 'x', config: regNetX200 },
      { w_a: 36.44, w_0: 24, w_m: 2.49, d: 13, g: 8 },
      regNet,
      { REGNET: regNet },
      { MODEL: { TYPE: 'regnet', NUM_CLASSES: 1000 }, REGNET: regNet, ANYNET: { DEPTHS: [], WIDTHS: [] } },
      anyNet,
      { ANYNET: { ...anyNet, BOT_MULS: [] } },
      { MODEL: { TYPE: 'anynet', NUM_CLASSES: 1000 }, ANYNET: anyNet, OPTIM: { BASE_LR: 0.1 } },
      { depth: 13, w0: 24, wa: 36.44, wm: 2.49, group_size: 8 },
      {
        architecture: 'regnetx_002',
        num_classes: 1000,
        pretrained_cfg: { input_size: [3, 224, 224], tag: 'pycls_in1k' },
      },
      {
        depths: [1, 1, 4, 7],
        hidden_sizes: [24, 56, 152, 368],
        groups_width: 8,
        layer_type: 'x',
        torch_dtype: 'float32',
      },
      { network: toNeutralForm(network), complexity: {} },
      ...['RegNetX-200MF', 'regnetx_002', 'facebook/regnet-x-002'],
    ]
    for (const form of forms) expect(one(form).network).toEqual(network)
  })

  it('reads a complete pycls configuration for CIFAR', () => {
    const text = `
DESC: A small one
MODEL: { TYPE: regnet, NUM_CLASSES: 10, ACTIVATION_FUN: silu }
REGNET:
  STEM_TYPE: res_stem_cifar
  STEM_W: 16
  SE_ON: True
  DEPTH: 12
  W0: 32
  WA: 18.5
  WM: 2.2
  GROUP_W: 8
BN: { EPS: 1e-3, MOM: 0.1 }
OPTIM: { BASE_LR: 1.0, WEIGHT_DECAY: 5e-4 }
TRAIN: { DATASET: cifar10, IM_SIZE: 32 }`
    const { network, regNet } = one(readYaml(text))
    const same = { wa: 18.5, w0: 32, wm: 2.2, d: 12, g: 8, se_on: true, stem_type: 'res_stem_cifar', stem_w: 16 }
    const sizes = { num_classes: 10, im_size: 32, activation: 'silu' }
    expect(network).toEqual({ ...one({ ...same, ...sizes }).network, bnEpsilon: 1e-3 })
    expect(regNet).toMatchObject({ depth: 12, initialWidth: 32 })
  })

  it('uses pycls’s defaults for a complete configuration, and 1000 classes for a section alone', () => {
    const whole = one({ MODEL: { TYPE: 'regnet' } })
    expect(whole.network).toMatchObject({ classes: 10, imageSize: 224, stemWidth: 32, block: 'x' })
    expect(whole.regNet).toMatchObject({
      depth: 10,
      initialWidth: 32,
      widthSlope: 5,
      widthMultiplier: 2.5,
      groupWidth: 16,
    })
    expect(one({ REGNET: { W0: 24 } }).network.classes).toBe(1000)
  })

  it('reads classes, image size and squeeze-and-excitation from timm and transformers', () => {
    const timm = { depth: 16, w0: 48, wa: 27.89, wm: 2.09, group_size: 8, se_ratio: 0.25 }
    const hub = { depths: [1, 3, 6, 6], hidden_sizes: [48, 104, 208, 440], groups_width: 8, model_type: 'regnet' }
    const { network } = one('RegNetY-400MF')
    expect(one(timm).network).toEqual(network)
    expect(one(hub).network).toEqual(network)
    expect(networkComplexity(network).parameters).toBe(4_344_144)
    expect(one({ ...timm, num_classes: 7, input_size: [3, 64, 64], act_layer: 'silu' }).network).toEqual({
      ...network,
      ...{ classes: 7, imageSize: 64, activation: 'silu' },
    })
    expect(one({ ...hub, id2label: { 0: 'cat', 1: 'dog' } }).network.classes).toBe(2)
    expect(one({ ...timm, bottle_ratio: 0.5, num_features: 1280 }).network).toMatchObject({ headWidth: 1280 })
    expect(one({ ...timm, bottle_ratio: 0.5 }).regNet?.bottleneckRatio).toBe(2)
  })

  it('reads b as the inverse ratio under pycls’s names and as the ratio under the paper’s', () => {
    const ratios = (form: unknown) => one(form).network.stages.map(({ bottleneckRatio }) => bottleneckRatio)
    expect(ratios({ ...regNetX200, b: 0.25 })).toEqual([4, 4, 4, 4])
    expect(ratios({ w_a: 36.44, w_0: 24, w_m: 2.49, d: 13, g: 8, b: 4 })).toEqual([4, 4, 4, 4])
  })

  it('builds a multiplier below 1 that is not the inverse of an integer, as pycls does', () => {
    const { stages } = one({ ...regNetX200, b: 0.75 }).network
    // round(24 · 0.75 / 8) · 8 = 16 inner channels; int(16 / 0.75) = 21.
    expect(stages[0]).toMatchObject({ width: 21, groupWidth: 8 })
  })

  it('reports the group width as built', () => {
    const form = { ...toNeutralForm(one(regNetX200).network), depths: [1], strides: [1] }
    const sizes = (width: number, bot_mul: number, group: number | null) =>
      one({ ...form, widths: [width], bot_muls: [bot_mul], group_ws: group === null ? null : [group] }).network
        .stages[0]!.groupWidth
    expect(sizes(36, 1, 16)).toBe(18)
    expect(sizes(32, 0.5, 32)).toBe(16)
    expect(sizes(24, 2, null)).toBe(48)
  })

  it('reads lists with names and batch sizes, including bare names', () => {
    const list = readNetworks([{ name: 'a', batch: 32, config: regNetX200 }, regNetX200, 'regnety_032'])
    expect(list.map(({ name, batch }) => [name, batch])).toEqual([
      ['a', 32],
      ['network 2', undefined],
      ['regnety_032', undefined],
    ])
  })

  it('names unnamed networks and skips the summary line of `sample --json`', () => {
    const summary = {
      ...{ space: 'regnetx', networks: 1, candidates: 2, accepted: 1 },
      ...{ acceptanceRate: 0.5, plainAcceptanceRate: 0.5, durationMs: 3 },
    }
    expect(readNetworks([regNetX200, summary])).toEqual([one(regNetX200)])
    expect(one(regNetX200)).toMatchObject({ name: 'network', gpuOnly: false })
    expect(one(regNetX200)).not.toHaveProperty('batch')
    expect(one(' regnetx_002 ').name).toBe('regnetx_002')
    expect(one({ id: 'x', gpu_only: true, config: 'regnetx_002' })).toMatchObject({ name: 'x', gpuOnly: true })
  })

  it('reads EfficientNets from pycls’s EN section, whole or alone, with its defaults', () => {
    const { network } = one({ MODEL: { TYPE: 'effnet', ACTIVATION_FUN: 'silu' }, EN: effNet })
    expect(network).toMatchObject({ block: 'mbconv', headWidth: 1280, seRatio: 0.25, classes: 10, activation: 'silu' })
    expect(network.stages).toEqual([
      { depth: 1, width: 16, stride: 1, bottleneckRatio: 1, groupWidth: 1, kernel: 3 },
      { depth: 2, width: 24, stride: 2, bottleneckRatio: 1 / 6, groupWidth: 1, kernel: 5 },
    ])
    expect(one(effNet).network).toEqual({ ...network, classes: 1000, activation: 'relu' })
    expect(one(toNeutralForm(network)).network).toEqual(network)
    expect(one(network).network).toEqual(network)
    expect(one({ ...toNeutralForm(network), kernels: null }).network.stages.map(({ kernel }) => kernel)).toEqual([3, 3])
  })

  it('reads the frame given beside the parameters', () => {
    const strides = (form: unknown) => one(form).network.stages.map(({ stride }) => stride)
    expect(strides({ ...regNetX200, stride: 1 })).toEqual([1, 1, 1, 1])
    expect(strides({ ...regNetX200, strides: [1, 2, 2, 1] })).toEqual([1, 2, 2, 1])
    const ratio = (form: unknown) => one(form).network.seRatio
    expect(ratio({ ...regNetX200, se_on: false, se_r: 0.5 })).toBe(0)
    expect([ratio({ ...regNetX200, se_on: true }), ratio({ ...regNetX200, se_r: 0.5 })]).toEqual([0.25, 0.5])
    // The limit is 16 stages; each block here gets a width of its own.
    expect(one({ ...regNetX200, wa: 14, wm: 1.1, d: 17 }).network.stages).toHaveLength(16)
  })

  it('ignores keys that do not affect the network', () => {
    const { network } = one(regNetX200)
    const pycls = {
      ...{ TYPE: 'regnet', NUM_CLASSES: 1000, ACTIVATION_FUN: 'relu', DEPTH: 0, LOSS_FUN: 'cross_entropy' },
      ...{ ACTIVATION_INPLACE: true, SCALING_TYPE: '', SCALING_FACTOR: 1 },
    }
    const REGNET = { DEPTH: 13, W0: 24, WA: 36.44, WM: 2.49, GROUP_W: 8 }
    const timm = { depth: 13, w0: 24, wa: 36.44, wm: 2.49, group_size: 8, downsample: 'conv1x1', linear_out: false }
    const hub = { depths: [1, 1, 4, 7], hidden_sizes: [24, 56, 152, 368], groups_width: 8, layer_type: 'x' }
    expect(one({ MODEL: pycls, REGNET, TRAIN: {}, BN: {} }).network).toEqual(network)
    expect(one({ ...timm, norm_layer: 'batchnorm' }).network).toEqual(network)
    expect(one({ ...hub, downsample_in_first_stage: true, num_channels: 3 }).network).toEqual(network)
    expect(one({ ...toNeutralForm(network), bn_mom: 0.1, zero_init_final_gamma: true }).network).toEqual(network)
  })

  it('takes the classes and image size of timm’s weights from their file', () => {
    const sizes = (form: object) => {
      const { classes, imageSize } = one({ architecture: 'regnetx_002', ...form }).network
      return [classes, imageSize]
    }
    expect(sizes({})).toEqual([1000, 224])
    expect(sizes({ pretrained_cfg: {} })).toEqual([1000, 224])
    expect(sizes({ pretrained_cfg: { num_classes: 11, input_size: [3, 96, 96] } })).toEqual([11, 96])
    expect(sizes({ num_classes: 12, pretrained_cfg: { num_classes: 11 } })).toEqual([12, 224])
  })

  it('round-trips any preset network through the output of `sample --json`', () => {
    fc.assert(
      fc.property(fc.constantFrom(...presetIds), fc.nat(), (id, seed) => {
        const regime = { imageSize: 32, classes: 10, convention: 'paper' } as const
        const { networks } = samplePopulation({ space: presets[id], regime, count: 2, seed })
        const lines = networks.map(({ network, complexity }) => ({ network: toNeutralForm(network), complexity }))
        const read = readNetworks(JSON.parse(JSON.stringify(lines))).map(({ network }) => network)
        expect(read).toEqual(networks.map(({ network }) => network))
      }),
      { numRuns: 20 },
    )
  })

  it('maps RegNet parameters to regNetStages or explains why not', () => {
    const parameters = fc.record({
      wa: fc.double({ min: 0, max: 300, noNaN: true }),
      w0: fc.integer({ min: -1, max: 40 }).map((value) => 8 * value),
      wm: fc.double({ min: 0.9, max: 3, noNaN: true }),
      d: fc.integer({ min: 0, max: 600 }),
      g: fc.integer({ min: 0, max: 300 }),
      b: fc.constantFrom(0.01, 0.25, 0.3, 0.5, 0.9, 1, 1.5, 2, 4),
    })
    fc.assert(
      fc.property(parameters, (form) => {
        let read
        try {
          read = one(form)
        } catch (error) {
          expect(error).toBeInstanceOf(ValueError)
          return
        }
        const { network, regNet } = read
        expect(network.stages.map(({ width }) => width)).toEqual(regNetStages(regNet!).map(({ width }) => width))
        expect(Number.isInteger(networkComplexity(network).flops)).toBe(true)
      }),
    )
  })
})

describe('refuses unreadable networks, naming key, value and what is allowed', () => {
  const { network } = one(regNetX200)
  const neutral = { ...toNeutralForm(network), depths: [1], widths: [8], strides: [1], bot_muls: [1], group_ws: [4] }
  const own = (change: object) => ({ ...network, stages: [{ ...network.stages[0]!, ...change }] })
  const pycls = { MODEL: { TYPE: 'regnet' }, REGNET: { W0: 24 } }
  const timm = { depth: 13, w0: 24, wa: 36.44, wm: 2.49, group_size: 8 }
  const hub = { depths: [1], hidden_sizes: [24], groups_width: 8 }
  it.each([
    [{ ...regNetX200, wmm: 3 }, 'invalid RegNet: wmm: not known (did you mean wm?)'],
    [{ depths: [1], widhts: [8] }, 'widhts: not known (did you mean widths?)'],
    [{ ...regNetX200, strides: [1, 2] }, 'invalid RegNet: strides: 2 values: the parameters give 4 stages'],
    [{ ...regNetX200, w0: 20 }, 'invalid RegNet: w0: 20 is not a positive multiple of 8'],
    [{ ...regNetX200, b: 1.5 }, 'b: 1.5 is above 1 but not a whole number'],
    [{ ...regNetX200, d: 1e9 }, 'd is 1000000000 (at most 512)'],
    [{ ...regNetX200, wa: 1e6 }, 'widths[2] is'],
    [{ ...regNetX200, wm: 1.01, d: 60 }, 'stages: at most 16'],
    [
      { w_a: 36, w_0: 24, w_m: 2.5, d: 13, g: 8, b: 1.5 },
      'b: 1.5 is neither a whole number nor one over a whole number',
    ],
    [{ ...neutral, strides: [5] }, 'invalid network: strides[0] is 5 (at most 4)'],
    [{ ...neutral, bot_muls: [0.01] }, 'bot_muls[0] is 0.01 (makes 0 inner channels of width 8: at least 1)'],
    [
      { ...neutral, widths: [65], group_ws: [24] },
      'group_ws[0] is 24 (its 2 groups do not divide the inner width 65: take a divisor of 65)',
    ],
    [{ ...neutral, depths: [1001] }, 'depths[0] is 1001 (at most 1000)'],
    [{ ...neutral, depths: [513] }, '513 blocks: a network of at most 512 can be trained'],
    [{ ...neutral, widths: [1e5], group_ws: [1] }, 'widths[0] is 100000 (at most 65536)'],
    [{ ...neutral, widths: [8, 8] }, 'widths: 2 values: depths has 1'],
    [
      own({ bottleneckRatio: 1000 }),
      'stages[0].bottleneckRatio: 1000 (makes 0 inner channels of width 24: at least 1)',
    ],
    [own({ depth: 600 }), '600 blocks'],
    [{ ...pycls, REGNET: { WMM: 3 } }, 'invalid pycls configuration: REGNET.WMM: not known (did you mean WM?)'],
    [{ ...pycls, REGNET: { BOT_MUL: 1.5 } }, 'REGNET.BOT_MUL: 1.5 is above 1'],
    [{ ...pycls, REGNET: { W0: 20 } }, 'REGNET.W0: 20 is not a positive multiple of 8'],
    [{ MODEL: { TYPE: 'vit' } }, 'MODEL.TYPE is "vit" (not a supported type: regnet, anynet, effnet)'],
    [{ MODEL: { TYPE: 'effnet' } }, 'invalid pycls configuration: EN: required'],
    [{ EN: { ...effNet, KERNELS: [3, 4] } }, 'EN.KERNELS[1]'],
    [{ EN: { ...effNet, EXP_RATIOS: [1] } }, 'EN.EXP_RATIOS: 1 values: EN.DEPTHS has 2'],
    [{ ...neutral, kernels: [5] }, 'kernels[0] is 5 (x blocks have 3×3 kernels'],
    [{ MODEL: {}, REGNET: {}, ANYNET: {} }, 'MODEL.TYPE: required: one of regnet, anynet'],
    [
      { MODEL: { TYPE: 'anynet' }, ANYNET: { DEPTHS: [1], WIDTHS: [8], STRIDES: [5] } },
      'ANYNET.STRIDES[0] is 5 (at most 4)',
    ],
    [
      { DEPTHS: [1], WIDTHS: [8], STRIDES: [1], BOT_MULS: [0.01] },
      'invalid pycls configuration: BOT_MULS[0] is 0.01 (makes 0 inner channels',
    ],
    [{ ...timm, preact: true }, 'invalid timm configuration: preact: true (only false)'],
    [{ ...timm, group_min_ratio: 0.9 }, 'group_min_ratio: 0.9 (only 0)'],
    [{ ...timm, bottle_ratio: 1.5 }, 'bottle_ratio: 1.5 is above 1'],
    [{ ...timm, group_sizes: 8 }, 'group_sizes: not known (did you mean group_size?)'],
    [{ architecture: 'resnet51' }, 'no published network is called resnet51 (did you mean resnet50?)'],
    [{ ...hub, model_type: 'resnet' }, 'invalid transformers configuration: model_type: "resnet" (only "regnet")'],
    [{ ...hub, layer_type: 'z' }, 'layer_type is "z"'],
    [
      { ...hub, hidden_sizes: [65], groups_width: 24 },
      'groups_width is 24 (its 2 groups do not divide the inner width 65',
    ],
    [{ hidden_sizes: [24], groups_width: 8 }, 'depths: required'],
    ['regnetx_003', 'no published network is called regnetx_003 (did you mean regnetx_002?)'],
    [
      [
        { name: 'a', config: regNetX200 },
        { name: 'b', config: { ...neutral, strides: [5] } },
      ],
      'invalid network b: strides[0]',
    ],
    [[], 'invalid networks: a list of at least 1'],
    [7, 'invalid network: neither stages nor a RegNet'],
    [{ lr: 0.1, epochs: 3 }, 'given: {"lr":0.1,"epochs":3}'],
    [7, 'given: 7'],
    [null, 'given: null'],
    [undefined, 'given: null'],
    [[[1, 2]], 'given: [1,2]'],
    [[regNetX200, { ...neutral, strides: [5] }], 'invalid network 2: strides[0]'],
    [[{ ...neutral, strides: [5] }], 'invalid network: strides[0]'],
    [{ ...regNetX200, wm: 1.01, d: 60 }, 'invalid RegNet: the parameters give 60 stages: at most 16'],
    [{ w_0: 24, w_m: 2.5, d: 13, g: 8 }, 'invalid RegNet: w_a: required'],
    [{ w0: 24, wm: 2.5, d: 13, g: 8 }, 'invalid RegNet: wa: required'],
    [{ ...neutral, bn_moment: 0.1 }, 'bn_moment: not known'],
    [{ MODEL: null, REGNET: {} }, 'invalid pycls configuration: MODEL is null (not an object with keys)'],
    [{ MODEL: 3, REGNET: {} }, 'MODEL is 3 (not an object with keys)'],
    [{ MODEL: { TYPE: 'regnet' }, BN: { EPS: -1 } }, 'BN.EPS is -1 (above 0)'],
    [{ MODEL: { TYPE: 'regnet' }, TRAIN: { IM_SIZE: 0 } }, 'TRAIN.IM_SIZE is 0 (at least 1)'],
    [
      { MODEL: { TYPE: 'anynet' }, ANYNET: { DEPTHS: [1], WIDTHS: [8], STRIDES: [1], BOT_MULS: [0.01] } },
      'ANYNET.BOT_MULS[0] is 0.01 (makes 0 inner channels',
    ],
    [
      { ANYNET: { DEPTHS: [1], WIDTHS: [8, 8], STRIDES: [1] } },
      'invalid pycls configuration: ANYNET.WIDTHS: 2 values: ANYNET.DEPTHS has 1',
    ],
    [{ DEPTHS: [1], WIDTHS: [8, 8], STRIDES: [1] }, 'invalid pycls configuration: WIDTHS: 2 values: DEPTHS has 1'],
    [{ ...timm, downsample: 'avg' }, 'downsample: "avg" (only "conv1x1")'],
    [{ ...timm, linear_out: true }, 'linear_out: true (only false)'],
    [{ ...hub, downsample_in_first_stage: false }, 'downsample_in_first_stage: false (only true)'],
    [{ ...hub, hidden_sizes: [24, 24] }, 'hidden_sizes: 2 values: depths has 1'],
    [{ ...hub, depths: [1, 1], hidden_sizes: [24] }, 'hidden_sizes: 1 values: depths has 2'],
  ])('%j', (input, said) => {
    let error: unknown
    try {
      readNetworks(input)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(ValueError)
    const { sentence } = error as ValueError
    expect(englishText(sentence)).toContain(said)
    expect(englishText(sentence).length).toBeLessThan(300)
    expect(saidIn('ko', sentence)).not.toMatch(/\{\w+\}|undefined/)
  })
  it('shows the start of a long value', () => {
    expect(() => readNetworks({ text: 'x'.repeat(99) })).toThrow(new RegExp(`given: {"text":"x{51}$`))
  })
})

describe('looksLikeNetworks', () => {
  it.each<[string, unknown]>([
    ['stages', { depths: [1], widths: [8] }],
    ['a configuration with a mistake', { MODEL: { TYPE: 'regnet' }, REGNET: { W0: 9 } }],
    ['a list', [{ name: 'a', config: 'RegNetX-200MF' }]],
    ['a line of sample --json', { network: {}, complexity: {} }],
  ])('accepts %s', (_, form) => expect(looksLikeNetworks(form)).toBe(true))
  it.each<[string, unknown]>([
    ['a study', { formatVersion: 1, name: 'x', spaces: ['RegNetX'], scale: 'tiny16', recipe: {}, imageSize: 16 }],
    ['a sweep', { SETUP: { BASE_CFG: { MODEL: {} } } }],
    ['nothing', null],
    ['an empty list', []],
  ])('rejects %s', (_, form) => expect(looksLikeNetworks(form)).toBe(false))
})
