import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { recipeSchema, type Recipe } from '#shared/training/recipe.ts'
import type { RecipeLaw } from '#shared/training/recipeLaws.ts'
import {
  sweepFaults,
  sweptKeys,
  type RecipeDraw,
  type RecipeSweep,
  type SweptKey,
} from '#shared/training/recipeSweep.ts'

/** What is known of the recipes of a population that was brought in. */
export interface DrawnRecipes {
  /** The paper's recipe in the place of what is not known, such that the drawn values fit into it. */
  readonly recipe: Recipe
  /** What differs between its runs, with a law that can draw it; undefined: nothing does. */
  readonly sweep: RecipeSweep | undefined
  /** The values of each run, in order. */
  readonly draws: readonly (RecipeDraw | null)[]
}

/** With more values the range stands for them. */
const mostValues = 20

/**
 * The recipes of runs of one population, from the values that their file gives: what all of them have and what differs
 * between them counts as drawn. Throws ValueError if a value cannot be one of a recipe, or is given twice.
 */
export function drawnRecipes(given: readonly (RecipeDraw | null)[]): DrawnRecipes {
  const valuesOf = (key: SweptKey) => given.map((values) => values?.[key])
  const drawn = sweptKeys.filter((key) => {
    const values = valuesOf(key)
    return !values.includes(undefined) && new Set(values).size > 1
  })
  if (drawn.length === 0) return { recipe: recipeSchema.parse({}), sweep: undefined, draws: given.map(() => null) }
  const sweep = Object.fromEntries(drawn.map((key) => [key, lawOf(valuesOf(key) as number[])])) as RecipeSweep
  const recipe = recipeFor(valuesOf)
  const [fault] = sweepFaults({ recipe, sweep })
  if (fault) throw new ValueError(sentence('faultAt', { place: `recipe.${fault.key}`, said: fault.said }))
  const draws = given.map((values) => Object.fromEntries(drawn.map((key) => [key, values![key]])) as RecipeDraw)
  return { recipe, sweep, draws }
}

function lawOf(values: readonly number[]): RecipeLaw {
  const distinct = [...new Set(values)].sort((a, b) => a - b)
  return distinct.length <= mostValues
    ? { law: 'choice', values: distinct }
    : { law: 'uniform', low: distinct[0]!, high: distinct.at(-1)! }
}

/** A recipe that has the parts which the values are of: an average of the weights, and epochs enough for the warm-up. */
function recipeFor(valuesOf: (key: SweptKey) => (number | undefined)[]): Recipe {
  const [alpha] = valuesOf('ema.alpha')
  const usual = recipeSchema.parse(alpha === undefined ? {} : { ema: { alpha, periodSteps: 32 } })
  const warmup = Math.max(0, ...valuesOf('warmupEpochs').map((epochs) => epochs ?? 0))
  return { ...usual, epochs: Math.max(usual.epochs, Math.ceil(warmup)) }
}
