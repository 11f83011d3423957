import { describe, expect, it } from 'vitest'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { optimiserOf, recipeSchema } from './recipe.ts'

describe('recipeSchema', () => {
  it('defaults to the recipe of section 3 of the paper', () => {
    expect(recipeSchema.parse({})).toMatchObject({
      ...{ epochs: 10, batchSize: 128, baseLearningRate: 0.05, momentum: 0.9, warmupEpochs: 0 },
      schedule: { kind: 'cosine', per: 'epoch', minimumShare: 0 },
      weightDecay: { weight: 5e-5, batchNorm: 5e-5, bias: 5e-5 },
    })
  })
  it('round-trips through JSON', () => {
    const recipe = recipeSchema.parse({ ema: { alpha: 1e-5 }, schedule: { kind: 'step', milestones: [3] } })
    expect(recipeSchema.parse(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe)
  })
  it.each([
    [{ epoch: 3 }],
    [{ epochs: 0 }],
    [{ epochs: 3, warmupEpochs: 4 }],
    [{ weightDecay: { weight: 1e-4 } }],
    [{ validation: { share: 0 } }],
    [{ momentum: 1 }],
    [{ ema: { alpha: 1e-5, beta: 1 } }],
    [{ batchSize: 0 }],
    [{ baseLearningRate: 0 }],
    [{ warmupEpochs: -1 }],
    [{ warmupFactor: 0 }],
    [{ warmupFactor: 1.1 }],
    [{ momentum: -0.1 }],
    [{ weightDecay: { weight: -1, batchNorm: 0, bias: 0 } }],
    [{ weightDecay: { weight: 0, batchNorm: 0, bias: 0, more: 0 } }],
    [{ bnMomentum: 0 }],
    [{ bnMomentum: 1.1 }],
    [{ labelSmoothing: 1 }],
    [{ labelSmoothing: -0.1 }],
    [{ mixupAlpha: -0.1 }],
    [{ preciseBn: { samples: 0 } }],
    [{ preciseBn: { samples: 1, more: 1 } }],
    [{ validation: { share: 1 } }],
    [{ validation: { share: 0.1, splitSeed: -1 } }],
    [{ validation: { share: 0.1, more: 1 } }],
    [{ imagesPerEpoch: 0 }],
    [{ evaluateEvery: 0 }],
    [{ precision: 'float16' }],
  ])('refuses %j', (recipe) => expect(recipeSchema.safeParse(recipe).success).toBe(false))
  it('is the same in float32, whether it says so or not, so that runs of earlier versions keep their identity', () => {
    const [silent, named] = [{}, { precision: 'float32' as const }].map((given) => recipeSchema.parse(given))
    expect(JSON.stringify(named)).toBe(JSON.stringify(silent))
    expect('precision' in silent!).toBe(false)
    expect(optimiserOf(named!)).toStrictEqual(optimiserOf(silent!))
    const mixed = recipeSchema.parse({ precision: 'mixed' })
    expect(JSON.parse(JSON.stringify(mixed))).toEqual({ ...silent, precision: 'mixed' })
    expect(optimiserOf(mixed)).toEqual({ ...optimiserOf(silent!), precision: 'mixed' })
  })
  it('names the value of a warm-up that is too long', () => {
    expect(() => parseStrictly(recipeSchema, { epochs: 3, warmupEpochs: 4 }, 'recipe')).toThrow(
      /^invalid recipe: warmupEpochs/,
    )
  })
  it('accepts each value up to its limits', () => {
    const ends = {
      ...{ epochs: 1, batchSize: 1, warmupEpochs: 1, warmupFactor: 1, momentum: 0, bnMomentum: 1, labelSmoothing: 0 },
      ...{ mixupAlpha: 0, preciseBn: { samples: 1 }, imagesPerEpoch: 1, evaluateEvery: 1, nesterov: false },
      ...{ validation: { share: 0.5, splitSeed: 0 }, weightDecay: { weight: 0, batchNorm: 0, bias: 0 } },
    }
    expect(recipeSchema.parse(ends)).toMatchObject(ends)
    expect(recipeSchema.parse({ epochs: 200, warmupEpochs: 0.5, mixupAlpha: 0.2 })).toMatchObject({ warmupEpochs: 0.5 })
  })
  it('contains the settings of a training graph', () => {
    expect(optimiserOf(recipeSchema.parse({ momentum: 0.8, labelSmoothing: 0.1 }))).toEqual({
      ...{ momentum: 0.8, nesterov: true, bnMomentum: 0.1, labelSmoothing: 0.1 },
      weightDecay: { weight: 5e-5, batchNorm: 5e-5, bias: 5e-5 },
    })
  })
  it('enables no enhancement by default', () => {
    expect(recipeSchema.parse({})).toMatchObject({
      ...{ zeroFinalGamma: false, labelSmoothing: 0, mixupAlpha: 0, ema: null, preciseBn: null, imagesPerEpoch: null },
      ...{ evaluateEvery: 1, bnMomentum: 0.1, warmupFactor: 0.1, nesterov: true },
      ...{ augmentation: { cropPadding: 0, flip: false, randomResizedCrop: null } },
      ...{ validation: { share: 0.1, splitSeed: 1 } },
    })
  })
})
