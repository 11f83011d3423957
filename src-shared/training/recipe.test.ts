import { describe, expect, it } from 'vitest'
import { recipeSchema } from './recipe.ts'

describe('recipeSchema', () => {
  it('gives the recipe of section 3 of the paper where nothing is said', () => {
    expect(recipeSchema.parse({})).toMatchObject({
      ...{ epochs: 10, batchSize: 128, baseLearningRate: 0.05, momentum: 0.9, warmupEpochs: 0 },
      schedule: { kind: 'cosine', per: 'epoch', minimumShare: 0 },
      weightDecay: { weight: 5e-5, batchNorm: 5e-5, bias: 5e-5 },
    })
  })
  it('reads what it wrote', () => {
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
  ])('refuses %j', (recipe) => expect(recipeSchema.safeParse(recipe).success).toBe(false))
})
