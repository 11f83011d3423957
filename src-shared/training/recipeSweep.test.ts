import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { englishText } from '#shared/sentences/sentence.ts'
import { recipeSchema, type RecipeInput } from './recipe.ts'
import { drawRecipe, recipeOfRun, strangeValue, sweepFaults, sweptKeys, type RecipeSweep } from './recipeSweep.ts'

const recipe = (input: RecipeInput = {}) => recipeSchema.parse(input)

const sweep: RecipeSweep = {
  baseLearningRate: { law: 'logUniform', low: 0.01, high: 1 },
  weightDecay: { law: 'logUniform', low: 1e-5, high: 1e-3 },
  momentum: { law: 'uniform', low: 0.5, high: 0.95 },
  labelSmoothing: { law: 'choice', values: [0, 0.1, 0.2] },
  'augmentation.cropPadding': { law: 'uniform', low: 0, high: 4 },
}
const seeds = fc.integer({ min: 0, max: 2 ** 40 })
const positions = fc.nat(100_000)
const some = fc
  .subarray(Object.keys(sweep) as (keyof typeof sweep)[])
  .map((keys) => Object.fromEntries(keys.map((key) => [key, sweep[key]])) as RecipeSweep)

describe('The recipe of a run', () => {
  it('is drawn as by an independent computation', () => {
    // Philox 4x32-10 in Python integers, with key (seed, 10 << 21) and counter (0, position, number of the key, 0);
    // two words make 53 bits, '%.6g' the six digits.
    expect([0, 1, 2].map((position) => drawRecipe(sweep, 3305638053, position))).toEqual([
      {
        ...{ baseLearningRate: 0.564849, weightDecay: 3.04734e-5, momentum: 0.871608, labelSmoothing: 0.1 },
        'augmentation.cropPadding': 0,
      },
      {
        ...{ baseLearningRate: 0.302239, weightDecay: 4.10407e-5, momentum: 0.865452, labelSmoothing: 0.2 },
        'augmentation.cropPadding': 3,
      },
      {
        ...{ baseLearningRate: 0.0202483, weightDecay: 1.15468e-5, momentum: 0.927629, labelSmoothing: 0.1 },
        'augmentation.cropPadding': 1,
      },
    ])
  })

  it('can always be drawn by its sweep, makes a recipe, and leaves the other values alone', () => {
    fc.assert(
      fc.property(seeds, positions, some, (seed, position, sweep) => {
        const drawn = drawRecipe(sweep, seed, position)
        expect(strangeValue(sweep, drawn ?? undefined)).toBeUndefined()
        const own = recipeOfRun(recipe(), drawn)
        expect(recipe(own)).toEqual(own)
        const weightDecay = drawn?.weightDecay ?? 5e-5
        expect(own).toEqual({
          ...recipe(),
          baseLearningRate: drawn?.baseLearningRate ?? 0.05,
          weightDecay: { weight: weightDecay, batchNorm: weightDecay, bias: weightDecay },
          momentum: drawn?.momentum ?? 0.9,
          labelSmoothing: drawn?.labelSmoothing ?? 0,
          augmentation: { ...recipe().augmentation, cropPadding: drawn?.['augmentation.cropPadding'] ?? 0 },
        })
      }),
    )
  })

  it('depends on seed, position and the law of each key alone', () => {
    fc.assert(
      fc.property(seeds, positions, some, (seed, position, fewer) => {
        const [all, part] = [drawRecipe(sweep, seed, position), drawRecipe(fewer, seed, position)]
        expect(part).toEqual(
          Object.keys(fewer).length === 0
            ? null
            : Object.fromEntries(Object.entries(all!).filter(([key]) => key in fewer)),
        )
        const reversed = Object.fromEntries(Object.entries(sweep).reverse()) as RecipeSweep
        expect(JSON.stringify(drawRecipe(reversed, seed, position))).toBe(JSON.stringify(all))
      }),
    )
  })

  it('follows its laws: the shares below any value are those of the law', () => {
    const n = 4000
    const draws = Array.from({ length: n }, (_, i) => drawRecipe(sweep, 7, i)!)
    // Kolmogorov's distance stays below 1.95 / √n in all but one of a thousand samples.
    const distance = (values: number[]) =>
      Math.max(...values.toSorted((a, b) => a - b).map((value, i) => Math.abs(value - (i + 0.5) / n)))
    expect(distance(draws.map((draw) => Math.log10(draw.baseLearningRate!) / 2 + 1))).toBeLessThan(1.95 / Math.sqrt(n))
    expect(distance(draws.map((draw) => (draw.momentum! - 0.5) / 0.45))).toBeLessThan(1.95 / Math.sqrt(n))
    const counts = Map.groupBy(draws, (draw) => draw['augmentation.cropPadding'])
    // 800 each, with a standard deviation of 25; a third each with one of 30.
    for (let padding = 0; padding <= 4; padding++) expect(Math.abs(counts.get(padding)!.length - 800)).toBeLessThan(100)
    for (const share of [0, 0.1, 0.2])
      expect(Math.abs(draws.filter((draw) => draw.labelSmoothing === share).length - n / 3)).toBeLessThan(120)
  })
})

describe('A sweep', () => {
  it.each<[string, RecipeSweep, string | undefined]>([
    ['fits a recipe that has the values', { 'ema.alpha': { law: 'choice', values: [1e-5, 1e-4] } }, undefined],
    [
      'cannot draw what is switched off',
      { 'schedule.minimumShare': { law: 'uniform', low: 0, high: 0.1 } },
      'schedule.minimumShare: the recipe has no schedule.minimumShare to draw: switch it on in the recipe, or do not draw it',
    ],
    [
      'must stay within what a recipe can have',
      { momentum: { law: 'uniform', low: 0.5, high: 1 } },
      'momentum: 1 (below 1)',
    ],
    [
      'must keep the warm-up shorter than the training',
      { warmupEpochs: { law: 'choice', values: [1, 11] } },
      'warmupEpochs: 11 (longer than the training)',
    ],
    [
      'draws whole numbers between whole ends',
      { 'augmentation.cropPadding': { law: 'uniform', low: 0.5, high: 4 } },
      'augmentation.cropPadding: 0.5 (not a whole number)',
    ],
    [
      'draws a value once',
      {
        weightDecay: { law: 'uniform', low: 0, high: 1 },
        'weightDecay.bias': { law: 'uniform', low: 0, high: 1 },
      },
      'weightDecay: weightDecay.bias draws the same value: give one of them, weightDecay.bias: weightDecay draws the same value: give one of them',
    ],
  ])('%s', (_, sweep, said) => {
    const schedule: RecipeInput['schedule'] = { kind: 'step', milestones: [5] }
    const faults = sweepFaults({ recipe: recipe({ ema: { alpha: 1e-5 }, schedule }), sweep })
    expect(faults.map(({ key, said }) => `${key}: ${englishText(said)}`).join(', ') || undefined).toBe(said)
  })

  it('can draw every key of a recipe that has them all', () => {
    const full = recipe({ ema: { alpha: 1e-5 } })
    for (const key of sweptKeys) {
      const own = { [key]: { law: 'choice', values: [1] } } as RecipeSweep
      const [fault] = sweepFaults({ recipe: full, sweep: own })
      const limits = ['momentum', 'labelSmoothing', 'schedule.minimumShare']
      expect([key, fault !== undefined]).toEqual([key, limits.includes(key)])
      expect(recipeOfRun(full, drawRecipe(own, 1, 0))).not.toEqual(full)
    }
  })

  it('notices values that it cannot have drawn', () => {
    expect(strangeValue(undefined, undefined)).toBeUndefined()
    expect(strangeValue(undefined, { momentum: 0.9 })).toEqual({ key: 'momentum', value: 0.9 })
    expect(strangeValue(sweep, undefined)).toEqual({ key: 'baseLearningRate', value: undefined })
    const drawn = drawRecipe(sweep, 1, 0)!
    expect(strangeValue(sweep, { ...drawn, labelSmoothing: 0.15 })).toEqual({ key: 'labelSmoothing', value: 0.15 })
    expect(strangeValue(sweep, { ...drawn, momentum: 0.96 })).toEqual({ key: 'momentum', value: 0.96 })
  })
})
