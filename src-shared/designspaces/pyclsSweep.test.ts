import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distributionPmf, type Distribution } from '#shared/random/distributions.ts'
import { parseStudyFile, spaceOfEntry } from '#shared/studyFiles/studyFile.ts'
import { isPyclsSweep, readPyclsSweep } from './pyclsSweep.ts'
import { samplePopulation } from './sampling/samplePopulation.ts'

const sweep = (setup: object = {}) => ({
  NAME: 'small/regnets',
  SETUP: {
    NUM_CONFIGS: 5,
    SAMPLERS: { REGNET: { TYPE: 'regnet_sampler' } },
    BASE_CFG: { MODEL: { NUM_CLASSES: 10 }, REGNET: { STEM_TYPE: 'res_stem_cifar', STEM_W: 16, SE_ON: true } },
    ...setup,
  },
  LAUNCH: { PARTITION: 'any' },
})
const drawn = (setup: object) => {
  const { parameters } = readPyclsSweep(sweep(setup)).space
  if (parameters.kind !== 'regNet') throw new Error('no RegNet')
  return parameters
}
const samplers = (entries: object) => drawn({ SAMPLERS: entries })
const valuesOf = (distribution: Distribution | undefined) => distributionPmf(distribution!).values

describe('a pycls sweep', () => {
  it('keeps the ranges, quanta and laws of its RegNet sampler, its frame and its requests', () => {
    const { space, ...given } = readPyclsSweep(sweep({ RNG_SEED: 7 }))
    expect(given).toEqual({
      ...{ imageSize: 224, classes: 10, count: 5, seed: 7 },
      samplers: { REGNET: { TYPE: 'regnet_sampler' } },
    })
    expect(space).toMatchObject({
      ...{ id: 'small-regnets', name: 'small/regnets', stem: 'cifar', stemWidth: 16, block: 'y', seRatio: 0.25 },
      strides: [2, 2, 2, 2],
      constraints: [],
      parameters: {
        depth: { law: 'uniform', low: 12, high: 28, quantum: 1 },
        initialWidth: { law: 'logUniform', low: 8, high: 256, quantum: 8 },
        widthSlope: { law: 'logUniform', low: 8, high: 256, quantum: 0.1 },
        widthMultiplier: { law: 'logUniform', low: 2, high: 3, quantum: 0.001 },
        groupWidth: { law: 'powerOf2OrLog', low: 8, high: 128, quantum: 8 },
        bottleneckRatio: { law: 'choice', values: [1] },
      },
    })
  })
  it('turns complexity limits into constraints, open where pycls has 0, and keeps its number of stages', () => {
    const CX = { FLOPS: [1e8, 2e8], PARAMS: [0, 2e6], ACTS: [3e6, 0] }
    const { space } = readPyclsSweep(sweep({ CONSTRAINTS: { CX, REGNET: { NUM_STAGES: [3, 3] } } }))
    expect(space.constraints).toEqual([
      { id: 'flops', min: 1e8, max: 2e8 },
      { id: 'parameters', max: 2e6 },
      { id: 'activations', min: 3e6 },
    ])
    expect(space.strides).toEqual([2, 2, 2])
  })
  it("draws parameters with their own samplers and takes the rest from the base or pycls's defaults", () => {
    const { depth, widthSlope, groupWidth, widthMultiplier } = samplers({
      'REGNET.DEPTH': { TYPE: 'int_sampler', RANGE: [3, 9], QUANTIZE: 3 },
      'REGNET.WA': { TYPE: 'float_sampler', RAND_TYPE: 'log_uniform', RANGE: [10, 20], QUANTIZE: 0.5 },
      'REGNET.GROUP_W': { TYPE: 'value_sampler', VALUES: [16, 8] },
    })
    expect(depth).toEqual({ law: 'uniform', low: 3, high: 9, quantum: 3 })
    expect(widthSlope).toEqual({ law: 'logUniform', low: 10, high: 20, quantum: 0.5 })
    expect(valuesOf(groupWidth)).toEqual([8, 16])
    expect(valuesOf(widthMultiplier)).toEqual([2.5])
  })
  it("inverts pycls's multiplier into a bottleneck ratio", () => {
    fc.assert(
      fc.property(fc.integer({ min: -3, max: 0 }), fc.integer({ min: 0, max: 3 }), (low, high) => {
        const [least, most] = [2 ** low, 2 ** Math.min(0, low + high)]
        const { bottleneckRatio } = samplers({ REGNET: { TYPE: 'regnet_sampler', BOT_MUL: [least, most] } })
        const multipliers = valuesOf(bottleneckRatio).map((ratio) => 1 / ratio)
        expect(multipliers.reverse()).toEqual(
          Array.from({ length: Math.log2(most / least) + 1 }, (_, i) => least * 2 ** i),
        )
      }),
    )
  })
  it('samples like any other space', () => {
    const { space, imageSize, classes } = readPyclsSweep(sweep())
    const { networks } = samplePopulation({
      space,
      regime: { imageSize, classes, convention: 'paper' },
      count: 5,
      seed: 1,
    })
    for (const { network, regNet } of networks) {
      expect(network).toMatchObject({ stem: 'cifar', block: 'y' })
      expect(regNet!.depth).toBeGreaterThanOrEqual(12)
    }
  })
  it('may be listed among the spaces of a study but is not a study', () => {
    expect(spaceOfEntry(sweep()).id).toBe('small-regnets')
    expect(isPyclsSweep({ parameters: {} })).toBe(false)
    expect(() => parseStudyFile(sweep())).toThrow('This is a pycls sweep, which does not name a data set')
  })
})

describe('refuses what a design space cannot express, by key', () => {
  const ofBase = (base: object) => ({ BASE_CFG: base })
  it.each<[what: string, setup: object, message: string]>([
    [
      'another sampler',
      { SAMPLERS: { 'OPTIM.MAX_EPOCH': { TYPE: 'float_sampler' } } },
      'SETUP.SAMPLERS.OPTIM.MAX_EPOCH: neither',
    ],
    [
      'a key that is misspelt',
      { SAMPLERS: { REGNET: { TYPE: 'regnet_sampler', DEPTHS: [1, 2] } } },
      'SETUP.SAMPLERS.REGNET: DEPTHS: not known (did you mean DEPTH?)',
    ],
    [
      'ranges of stages',
      { CONSTRAINTS: { REGNET: { NUM_STAGES: [3, 4] } } },
      'SETUP.CONSTRAINTS.REGNET.NUM_STAGES: a design space has one',
    ],
    [
      'another complexity',
      { CONSTRAINTS: { CX: { MEM: [0, 1] } } },
      'SETUP.CONSTRAINTS.CX.MEM: not known (known: FLOPS, PARAMS, ACTS; nearest: ACTS)',
    ],
    [
      'another kind of model',
      ofBase({ MODEL: { TYPE: 'anynet' }, ANYNET: { DEPTHS: [1], WIDTHS: [8], STRIDES: [2] } }),
      'SETUP.BASE_CFG.MODEL.TYPE: only regnet',
    ],
    ['another stem', ofBase({ REGNET: { STEM_TYPE: 'none' } }), 'SETUP.BASE_CFG: REGNET.STEM_TYPE is "none"'],
    [
      'multipliers between powers of two',
      { SAMPLERS: { 'REGNET.BOT_MUL': { TYPE: 'float_sampler', RANGE: [0.5, 1] } } },
      'REGNET.BOT_MUL.RAND_TYPE is uniform (only power2_uniform)',
    ],
    [
      'widths that are no multiples of 8',
      { SAMPLERS: { REGNET: { TYPE: 'regnet_sampler', W0: [9, 32] } } },
      '9 is not a multiple of 8',
    ],
    ['nothing to draw', { SAMPLERS: undefined }, 'SETUP.SAMPLERS'],
  ])('%s', (_, setup, message) => {
    expect(() => readPyclsSweep(sweep(setup))).toThrow(message)
  })
})
