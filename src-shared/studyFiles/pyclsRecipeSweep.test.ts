import { describe, expect, it } from 'vitest'
import { parseStudyFile } from './studyFile.ts'

const rate = { TYPE: 'float_sampler', RAND_TYPE: 'log_uniform', RANGE: [0.25, 5], QUANTIZE: 1e-10 }
const decay = { TYPE: 'float_sampler', RAND_TYPE: 'log_uniform', RANGE: [5.0e-6, 1.0e-3], QUANTIZE: 1e-10 }
const regNets = { TYPE: 'regnet_sampler' }
/** A pycls sweep that draws these beside its networks. */
const sweep = (samplers: object, NAME = 'small') => ({
  NAME,
  SETUP: { NUM_CONFIGS: 4, SAMPLERS: { REGNET: regNets, ...samplers }, BASE_CFG: { MODEL: { NUM_CLASSES: 10 } } },
})
const study = (spaces: object[], changes: object = {}) =>
  parseStudyFile({
    ...{ formatVersion: 1, name: 'swept', spaces, perSpace: 4, imageSize: 32, dataset: { kind: 'synthetic' } },
    ...changes,
  })

describe('The optimiser samplers of a pycls sweep', () => {
  it('become what a study draws of the recipe for each run, and stay it when the file is read again', () => {
    const read = study([sweep({ 'OPTIM.BASE_LR': rate, 'OPTIM.WEIGHT_DECAY': decay })])
    expect(read.sweep).toEqual({
      baseLearningRate: { law: 'logUniform', low: 0.25, high: 5 },
      weightDecay: { law: 'logUniform', low: 5e-6, high: 1e-3 },
    })
    expect(parseStudyFile(JSON.parse(JSON.stringify(read)))).toEqual(read)
    expect(study([sweep({})]).sweep).toBeUndefined()
  })

  it('draw the decay of the weights alone where that of batch normalisation is drawn as well', () => {
    const own = { TYPE: 'value_sampler', VALUES: [0, 1e-4, 0] }
    expect(study([sweep({ 'OPTIM.WEIGHT_DECAY': decay, 'BN.CUSTOM_WEIGHT_DECAY': own })]).sweep).toEqual({
      'weightDecay.weight': { law: 'logUniform', low: 5e-6, high: 1e-3 },
      'weightDecay.batchNorm': { law: 'choice', values: [0, 1e-4] },
    })
  })

  it('yield to the sweep of the study, which may add keys', () => {
    const momentum = { law: 'uniform', low: 0.8, high: 0.95 }
    const own = { baseLearningRate: { law: 'choice', values: [0.1, 0.2] }, momentum }
    expect(study([sweep({ 'OPTIM.BASE_LR': rate })], { sweep: own }).sweep).toEqual(own)
  })

  it.each([
    [[sweep({ 'OPTIM.BASE_LR': { ...rate, RAND_TYPE: 'normal' } })], {}, 'SETUP.SAMPLERS.OPTIM.BASE_LR'],
    [[sweep({ 'OPTIM.EMA_ALPHA': rate })], {}, 'sweep.ema.alpha: the recipe has no ema.alpha to draw'],
    [[sweep({ 'OPTIM.MOMENTUM': rate })], {}, 'sweep.momentum: 5 (below 1)'],
    [[sweep({ 'OPTIM.BASE_LR': rate }), sweep({ 'OPTIM.BASE_LR': decay }, 'other')], {}, 'spaces[1]: another space'],
    [[sweep({ 'OPTIM.MAX_EPOCH': rate })], {}, 'OPTIM.MAX_EPOCH'],
  ])('are refused with their place where a recipe does not have them (%#)', (spaces, changes, said) => {
    expect(() => study(spaces, changes)).toThrow(said)
  })
})
