import { z } from 'zod'
import { recipeSamplers } from '#shared/designspaces/pyclsSweep.ts'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import type { RecipeLaw } from '#shared/training/recipeLaws.ts'
import type { RecipeSweep, SweptKey } from '#shared/training/recipeSweep.ts'

/** The values of a recipe that a pycls sweep can draw, by pycls's key. */
const keys: Readonly<Record<(typeof recipeSamplers)[number], SweptKey>> = {
  'OPTIM.BASE_LR': 'baseLearningRate',
  'OPTIM.WEIGHT_DECAY': 'weightDecay',
  'OPTIM.MOMENTUM': 'momentum',
  'OPTIM.WARMUP_EPOCHS': 'warmupEpochs',
  'OPTIM.WARMUP_FACTOR': 'warmupFactor',
  'OPTIM.MIN_LR': 'schedule.minimumShare',
  'OPTIM.EMA_ALPHA': 'ema.alpha',
  'TRAIN.LABEL_SMOOTHING': 'labelSmoothing',
  'TRAIN.MIXUP_ALPHA': 'mixupAlpha',
  'BN.MOM': 'bnMomentum',
  'BN.CUSTOM_WEIGHT_DECAY': 'weightDecay.batchNorm',
}

const scalar = {
  RAND_TYPE: z.enum(['uniform', 'log_uniform']).default('uniform'),
  RANGE: z.tuple([z.number(), z.number()]),
  /** Recipes have no quantum: values are drawn to six digits. */
  QUANTIZE: z.number().positive().optional(),
}
const samplerSchema = z.discriminatedUnion('TYPE', [
  z.strictObject({ TYPE: z.literal('int_sampler'), ...scalar }),
  z.strictObject({ TYPE: z.literal('float_sampler'), ...scalar }),
  z.strictObject({ TYPE: z.literal('value_sampler'), VALUES: z.array(z.number()).min(1) }),
])

/**
 * What the samplers of a pycls sweep draw of the recipe; undefined: nothing. With a sampler of the decay of batch
 * normalisation, that of WEIGHT_DECAY is the decay of the weights alone. Throws ValueError for one that draws it by a law
 * that recipes do not have.
 */
export function pyclsRecipeSweep(samplers: Readonly<Record<string, unknown>>): RecipeSweep | undefined {
  const drawn = recipeSamplers.filter((name) => Object.hasOwn(samplers, name))
  if (drawn.length === 0) return undefined
  const isCustom = Object.hasOwn(samplers, 'BN.CUSTOM_WEIGHT_DECAY')
  const laws = drawn.map((name) => {
    const key = keys[name]
    const what = sentence('networkOf', { what: sentence('pyclsSweep'), name: `SETUP.SAMPLERS.${name}` })
    return [
      key === 'weightDecay' && isCustom ? 'weightDecay.weight' : key,
      lawOf(parseStrictly(samplerSchema, samplers[name], what)),
    ]
  })
  return Object.fromEntries(laws) as RecipeSweep
}

function lawOf(sampler: z.infer<typeof samplerSchema>): RecipeLaw {
  if (sampler.TYPE === 'value_sampler') return { law: 'choice', values: [...new Set(sampler.VALUES)] }
  const [low, high] = sampler.RANGE
  return { law: sampler.RAND_TYPE === 'uniform' ? 'uniform' : 'logUniform', low, high }
}
