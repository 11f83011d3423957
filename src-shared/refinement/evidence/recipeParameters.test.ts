import { expect, it } from 'vitest'
import type { RecipeDraw } from '#shared/training/recipeSweep.ts'
import { recipeParameterIds, recipeParameters } from './recipeParameters.ts'

const numbersOf = (recipeDraw: RecipeDraw | null) =>
  Object.fromEntries(
    recipeParameterIds.flatMap((id) => {
      const value = recipeParameters[id].of({ recipeDraw })
      return Number.isNaN(value) ? [] : [[id, value]]
    }),
  )

it('A run has the values of the recipe that were drawn for it, and the product of both if both were', () => {
  expect(numbersOf(null)).toEqual({})
  expect(numbersOf({ baseLearningRate: 0.5 })).toEqual({ learningRate: 0.5 })
  expect(numbersOf({ baseLearningRate: 0.5, 'weightDecay.weight': 0.25, 'augmentation.cropPadding': 0 })).toEqual({
    ...{ learningRate: 0.5, weightDecay: 0.25, rateTimesDecay: 0.125, cropPadding: 0 },
  })
  expect(numbersOf({ weightDecay: 0, 'ema.alpha': 1e-5 })).toEqual({ weightDecay: 0, emaAlpha: 1e-5 })
})
