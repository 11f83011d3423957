import { z } from 'zod'
import { sweptKeys, type SweptKey } from '#shared/training/recipeSweep.ts'
import type { Role } from './role.ts'

/** The id of the meaning of a value of the recipe, which is also its column in `runs.csv`. */
export type RecipeRoleId = `recipe.${SweptKey}`

/** Usual names beside those of this program: the keys of pycls and NDS, and what people call them. */
const names: Readonly<Record<SweptKey, readonly string[]>> = {
  baseLearningRate: ['cfgoptimbaselr', 'optimbaselr', 'baselearningrate', 'baselr', 'learningrate', 'lr'],
  weightDecay: ['cfgoptimweightdecay', 'optimweightdecay', 'optimwd', 'weightdecay', 'wd'],
  'weightDecay.weight': [],
  'weightDecay.batchNorm': [],
  'weightDecay.bias': [],
  momentum: ['cfgoptimmomentum', 'optimmomentum', 'optimmom', 'momentum'],
  labelSmoothing: ['cfgtrainlabelsmoothing', 'trainlabelsmoothing', 'labelsmoothing'],
  mixupAlpha: ['cfgtrainmixupalpha', 'trainmixupalpha', 'mixupalpha'],
  warmupEpochs: ['cfgoptimwarmupepochs', 'optimwarmupepochs', 'warmupepochs'],
  warmupFactor: ['cfgoptimwarmupfactor', 'optimwarmupfactor', 'warmupfactor'],
  'schedule.minimumShare': ['cfgoptimminlr', 'optimminlr'],
  bnMomentum: ['cfgbnmom', 'bnmom', 'bnmomentum'],
  'ema.alpha': ['cfgoptimemaalpha', 'optimemaalpha', 'emaalpha'],
  'augmentation.cropPadding': ['croppadding'],
}

const roleOf = (key: SweptKey): Role => ({
  ...{ kind: 'one', schema: z.number(), part: 'recipe' },
  names: [`recipe${key.toLowerCase().replaceAll('.', '')}`, ...names[key]],
})

/** The meanings of columns that are values of the recipe, drawn for each run. */
export const recipeRoles = Object.fromEntries(sweptKeys.map((key) => [`recipe.${key}`, roleOf(key)])) as Record<
  RecipeRoleId,
  Role
>

/** The key of the recipe that a meaning is; undefined for any other meaning. */
export const sweptKeyOf = (id: string): SweptKey | undefined => sweptKeys.find((key) => id === `recipe.${key}`)
