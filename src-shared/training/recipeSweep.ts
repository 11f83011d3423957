import { z } from 'zod'
import { stream } from '#shared/random/stream.ts'
import { faultsOf, issueMessage } from '#shared/schema/parseStrictly.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { canDraw, drawByLaw, extremesOf, recipeLawSchema, type RecipeLaw } from './recipeLaws.ts'
import { recipeSchema, type Recipe } from './recipe.ts'

interface Swept {
  /** Names its random numbers: never change one, and give a new key one above all of these. */
  readonly number: number
  /** Where in a recipe the value is put: it replaces the value at every path. */
  readonly paths: readonly (readonly string[])[]
  readonly isWhole?: true
}

const decays = ['weight', 'batchNorm', 'bias'] as const

/**
 * The values of a recipe that can be drawn for each run, by key. What the runs of a population share is not among them:
 * how long they train, on how many images, and on which images they are measured.
 */
const keys = {
  baseLearningRate: { number: 0, paths: [['baseLearningRate']] },
  /** All three weight decays alike. */
  weightDecay: { number: 1, paths: decays.map((of) => ['weightDecay', of]) },
  'weightDecay.weight': { number: 2, paths: [['weightDecay', 'weight']] },
  'weightDecay.batchNorm': { number: 3, paths: [['weightDecay', 'batchNorm']] },
  'weightDecay.bias': { number: 4, paths: [['weightDecay', 'bias']] },
  momentum: { number: 5, paths: [['momentum']] },
  labelSmoothing: { number: 6, paths: [['labelSmoothing']] },
  mixupAlpha: { number: 7, paths: [['mixupAlpha']] },
  warmupEpochs: { number: 8, paths: [['warmupEpochs']] },
  warmupFactor: { number: 9, paths: [['warmupFactor']] },
  'schedule.minimumShare': { number: 10, paths: [['schedule', 'minimumShare']] },
  bnMomentum: { number: 11, paths: [['bnMomentum']] },
  'ema.alpha': { number: 12, paths: [['ema', 'alpha']] },
  'augmentation.cropPadding': { number: 13, paths: [['augmentation', 'cropPadding']], isWhole: true },
} as const satisfies Record<string, Swept>

export type SweptKey = keyof typeof keys
const swept: Readonly<Record<SweptKey, Swept>> = keys
/** All keys that can be drawn, in display order. */
export const sweptKeys = Object.keys(keys) as SweptKey[]

const ofEachKey = <S extends z.ZodType>(schema: S) =>
  Object.fromEntries(sweptKeys.map((key) => [key, schema.optional()])) as Record<SweptKey, z.ZodOptional<S>>

/** The values of a recipe that are drawn for each run, each by its law. */
export const recipeSweepSchema = z.strictObject(ofEachKey(recipeLawSchema))
export type RecipeSweep = z.infer<typeof recipeSweepSchema>

/** The values drawn for a run. */
export const recipeDrawSchema = z.strictObject(ofEachKey(z.number()))
export type RecipeDraw = z.infer<typeof recipeDrawSchema>

/** The laws of a sweep, in display order. */
export const lawsOf = (sweep: RecipeSweep | undefined): [SweptKey, RecipeLaw][] =>
  sweptKeys.flatMap((key): [SweptKey, RecipeLaw][] => (sweep?.[key] ? [[key, sweep[key]]] : []))

/**
 * The values of the run at a position of its sample, from 0; null without a sweep. A pure function of the population's
 * sampling seed, the position and each key with its law: a longer sample begins with the same values, and another key
 * leaves those of the others alone.
 */
export function drawRecipe(sweep: RecipeSweep | undefined, samplingSeed: number, position: number): RecipeDraw | null {
  const drawn = lawsOf(sweep).map(([key, law]) => {
    const { number, isWhole = false } = swept[key]
    return [key, drawByLaw(law, isWhole, stream(samplingSeed, 'recipe', position, number))]
  })
  return drawn.length === 0 ? null : (Object.fromEntries(drawn) as RecipeDraw)
}

/** The recipe of a run: that of its plan with the values drawn for it. */
export function recipeOfRun(recipe: Recipe, drawn: RecipeDraw | null | undefined): Recipe {
  return sweptKeys.reduce((own, key) => {
    const value = drawn?.[key]
    return value === undefined ? own : withValue(own, key, value)
  }, recipe)
}

const withValue = (recipe: Recipe, key: SweptKey, value: number): Recipe =>
  swept[key].paths.reduce((own, path) => replaced(own, path, value) as Recipe, recipe)

function replaced(part: unknown, [key, ...rest]: readonly string[], value: number): unknown {
  if (key === undefined) return value
  const object = part as Record<string, unknown>
  return { ...object, [key]: replaced(object[key], rest, value) }
}

/** What a plan trains by: its recipe, and what of it is drawn for each run. */
export interface SweptRecipe {
  recipe: Recipe
  sweep?: RecipeSweep | undefined
}

/** The faults of a sweep of a recipe, each with its key; none if every recipe that it can draw is one. */
export function sweepFaults({ recipe, sweep }: SweptRecipe): { key: SweptKey; said: Sentence }[] {
  const laws = lawsOf(sweep)
  return laws.flatMap(([key, law]) => {
    const { paths } = swept[key]
    const own = new Set(paths.map(String))
    const other = laws.find(([other]) => other !== key && swept[other].paths.some((path) => own.has(String(path))))
    if (other) return { key, said: sentence('sweptTwice', { other: other[0] }) }
    const missing = paths.find((path) => !holds(recipe, path))
    if (missing) return { key, said: sentence('sweptMissing', { path: missing.join('.') }) }
    // A recipe's conditions on one value are intervals, so that what holds at the ends holds between them.
    const fault = extremesOf(law).flatMap((value) => valueFault(recipe, key, value) ?? [])
    return fault.length === 0 ? [] : { key, said: fault[0]! }
  })
}

function valueFault(recipe: Recipe, key: SweptKey, value: number): Sentence | undefined {
  const input = withValue(recipe, key, value)
  const { error } = recipeSchema.safeParse(input)
  const said = error ? faultsOf(error.issues, input)[0]!.said : undefined
  if (said) return sentence('faultOfValue', { value, said })
  return swept[key].isWhole && !Number.isInteger(value)
    ? sentence('faultOfValue', { value, said: sentence('notWhole') })
    : undefined
}

/** Whether a recipe has the value at a path; parts that are switched off have none. */
function holds(recipe: unknown, path: readonly string[]): boolean {
  const found = path.reduce<unknown>((part, key) => (part as Record<string, unknown> | null | undefined)?.[key], recipe)
  return found !== undefined && found !== null
}

/** A schema's check that sweep and recipe of a plan or study fit together. */
export function requireFittingSweep(plan: SweptRecipe, context: z.RefinementCtx): void {
  for (const { key, said } of sweepFaults(plan))
    context.addIssue({ code: 'custom', path: ['sweep', key], ...issueMessage(said) })
}

/** What of a draw contradicts a sweep: the first key with a value that it cannot have; undefined if it may be its. */
export function strangeValue(
  sweep: RecipeSweep | undefined,
  drawn: RecipeDraw | undefined,
): { key: SweptKey; value: number | undefined } | undefined {
  const key = sweptKeys.find((key) => {
    const [law, value] = [sweep?.[key], drawn?.[key]]
    return law && value !== undefined ? !canDraw(law, value) : law !== undefined || value !== undefined
  })
  return key && { key, value: drawn?.[key] }
}
