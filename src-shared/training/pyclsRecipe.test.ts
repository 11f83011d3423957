import { expect, it } from 'vitest'
import { pyclsRecipe } from './pyclsRecipe.ts'
import { recipeSchema } from './recipe.ts'

it('has pycls’s options for what it has, and names the rest', () => {
  const recipe = recipeSchema.parse({
    epochs: 4,
    schedule: { kind: 'step', milestones: [2, 3], gamma: 0.2 },
    weightDecay: { weight: 5e-4, batchNorm: 0, bias: 5e-4 },
    ema: { alpha: 1e-5, periodSteps: 8 },
    preciseBn: { samples: 1024 },
  })
  const { OPTIM, BN, TRAIN, left } = pyclsRecipe(recipe)
  expect(OPTIM).toMatchObject({ LR_POLICY: 'steps', STEPS: [0, 2, 3], LR_MULT: 0.2, MAX_EPOCH: 4, EMA_ALPHA: 1e-5 })
  expect(BN).toMatchObject({ USE_PRECISE_STATS: true, NUM_SAMPLES_PRECISE: 1024, CUSTOM_WEIGHT_DECAY: 0 })
  expect(TRAIN).toEqual({ BATCH_SIZE: 128, LABEL_SMOOTHING: 0, MIXUP_ALPHA: 0 })
  expect(pyclsRecipe({ ...recipe, precision: 'mixed' }).TRAIN).toMatchObject({ MIXED_PRECISION: true })
  expect(left).toEqual(['validation'])
  expect(pyclsRecipe(recipeSchema.parse({})).OPTIM).toMatchObject({ LR_POLICY: 'cos', MIN_LR: 0, BASE_LR: 0.05 })
})
