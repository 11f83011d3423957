import { exactBootstrap, type BootstrapRange } from '#shared/statistics/bootstrap.ts'
import { lawsOf, recipeOfRun, type SweptKey, type SweptRecipe } from '#shared/training/recipeSweep.ts'
import type { MeasuredRun } from './measuredRun.ts'
import { fewestRunsForEvidence } from './parameterEvidence.ts'

/** The value of a recipe that a population suggests for one of its drawn keys. */
export interface SuggestedValue {
  readonly key: SweptKey
  /** Number of runs that it follows from. */
  readonly n: number
  /** The likely best value with its 95 % range: the exact limit of the empirical bootstrap. */
  readonly best: BootstrapRange
}

/**
 * The likely best value of each key that a plan draws, by itself, in display order: from the counted runs for which it was
 * drawn. Keys with fewer than four such runs, or whose values are all equal, are left out.
 */
export function suggestedValues(
  { sweep }: Pick<SweptRecipe, 'sweep'>,
  runs: readonly Pick<MeasuredRun, 'recipeDraw' | 'errorPercent'>[],
): SuggestedValue[] {
  return lawsOf(sweep).flatMap(([key]): SuggestedValue[] => {
    const drawn = runs.flatMap(({ recipeDraw, errorPercent }) => {
      const value = recipeDraw?.[key]
      return value === undefined ? [] : [{ value, errorPercent }]
    })
    const values = drawn.map(({ value }) => value)
    if (drawn.length < fewestRunsForEvidence || new Set(values).size < 2) return []
    const errors = drawn.map(({ errorPercent }) => errorPercent)
    return [{ key, n: drawn.length, best: exactBootstrap(errors, values) }]
  })
}

/** The recipe with the suggested values in the place of those that were drawn. */
export const withSuggested = (
  recipe: SweptRecipe['recipe'],
  values: readonly SuggestedValue[],
): SweptRecipe['recipe'] => recipeOfRun(recipe, Object.fromEntries(values.map(({ key, best }) => [key, best.median])))
