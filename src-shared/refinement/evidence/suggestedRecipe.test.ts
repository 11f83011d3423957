import { describe, expect, it } from 'vitest'
import { recipeSchema } from '#shared/training/recipe.ts'
import type { RecipeSweep } from '#shared/training/recipeSweep.ts'
import { suggestedValues, withSuggested } from './suggestedRecipe.ts'

const sweep: RecipeSweep = {
  baseLearningRate: { law: 'logUniform', low: 0.01, high: 1 },
  weightDecay: { law: 'choice', values: [0, 1e-4, 1e-3] },
}
const errors = [30, 22, 25, 14, 12, 10, 19, 21]
const rates = [0.4, 0.02, 0.9, 0.1, 0.25, 0.15, 0.05, 0.6]
const decays = [0, 1e-4, 1e-3, 1e-4, 1e-4, 1e-4, 0, 1e-3]
const runs = errors.map((errorPercent, i) => ({
  errorPercent,
  recipeDraw: { baseLearningRate: rates[i]!, weightDecay: decays[i]! },
}))

describe('The suggested recipe', () => {
  // numpy: the value of the run with the lower error of two of the eight drawn with replacement (a quarter of them), 2e6
  // draws; quantiles (inverted_cdf) 0.025, 0.5 and 0.975 of it: rates 0.02, 0.15, 0.9 and decays 0, 1e-4, 1e-3.
  it('is the likely best of each drawn value, with its range', () => {
    const found = suggestedValues({ sweep }, runs).map(({ key, n, best: { low, median, high } }) => [
      ...[key, n, low, median, high],
    ])
    expect(found).toEqual([
      ['baseLearningRate', 8, 0.02, 0.15, 0.9],
      ['weightDecay', 8, 0, 1e-4, 1e-3],
    ])
  })

  it('takes the place of what was drawn, and leaves the rest of the recipe', () => {
    const recipe = recipeSchema.parse({ epochs: 7, momentum: 0.8 })
    expect(withSuggested(recipe, suggestedValues({ sweep }, runs))).toEqual({
      ...recipe,
      baseLearningRate: 0.15,
      weightDecay: { weight: 1e-4, batchNorm: 1e-4, bias: 1e-4 },
    })
  })

  it('says nothing of a value that was not drawn, drawn for fewer than four, or always the same', () => {
    expect(suggestedValues({ sweep: undefined }, runs)).toEqual([])
    expect(suggestedValues({ sweep }, runs.slice(0, 3))).toEqual([])
    const same = runs.map((run) => ({ ...run, recipeDraw: { ...run.recipeDraw, weightDecay: 1e-4 } }))
    expect(suggestedValues({ sweep }, same).map(({ key }) => key)).toEqual(['baseLearningRate'])
    expect(
      suggestedValues(
        { sweep },
        runs.map(({ errorPercent }) => ({ errorPercent })),
      ),
    ).toEqual([])
  })
})
