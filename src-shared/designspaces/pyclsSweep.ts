import { z } from 'zod'
import { ratioOfMultiplier } from '#shared/networks/compatibility.ts'
import { readPycls } from '#shared/networks/forms/pyclsForm.ts'
import type { Distribution } from '#shared/random/distributions.ts'
import { invalid, parseStrictly, type Fault } from '#shared/schema/parseStrictly.ts'
import { plainName } from '#shared/schema/plainName.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import type { Constraint } from './constraints/constraints.ts'
import { designSpaceSchema, type DesignSpace } from './designSpace.ts'
import { newSpaceId } from './spaceId.ts'

/** The part of a pycls sweep that defines its networks. */
export interface PyclsSweep {
  space: DesignSpace
  imageSize: number
  classes: number
  /** Number of networks requested; undefined if unspecified. */
  count?: number | undefined
  seed: number
  /** Its samplers, those of the recipe among them. */
  samplers: Readonly<Record<string, unknown>>
}

const range = z.tuple([z.number(), z.number()])
/** pycls's shorthand for all six parameters, with its default ranges. */
const regNetSampler = z.strictObject({
  TYPE: z.literal('regnet_sampler'),
  DEPTH: range.default([12, 28]),
  W0: range.default([8, 256]),
  WA: range.default([8, 256]),
  WM: range.default([2, 3]),
  GROUP_W: range.default([8, 128]),
  BOT_MUL: range.default([1, 1]),
})
const randomTypes = [
  'uniform',
  'log_uniform',
  'power2_uniform',
  'power2_or_log_uniform',
  'normal',
  'log_normal',
] as const
type RandomType = (typeof randomTypes)[number]
const scalar = { RAND_TYPE: z.enum(randomTypes).default('uniform'), RANGE: range }
const parameterSampler = z.discriminatedUnion('TYPE', [
  z.strictObject({ TYPE: z.literal('int_sampler'), ...scalar, QUANTIZE: z.number().positive().default(1) }),
  z.strictObject({ TYPE: z.literal('float_sampler'), ...scalar, QUANTIZE: z.number().positive().default(1e-5) }),
  z.strictObject({ TYPE: z.literal('value_sampler'), VALUES: z.array(z.number()).min(1) }),
])

type Parameters = Extract<DesignSpace['parameters'], { kind: 'regNet' }>
/** RegNet parameters by pycls's key: this program's name, and how regnet_sampler draws it. */
const parameters = {
  DEPTH: { name: 'depth', type: 'uniform', quantum: 1 },
  W0: { name: 'initialWidth', type: 'log_uniform', quantum: 8 },
  WA: { name: 'widthSlope', type: 'log_uniform', quantum: 0.1 },
  WM: { name: 'widthMultiplier', type: 'log_uniform', quantum: 0.001 },
  GROUP_W: { name: 'groupWidth', type: 'power2_or_log_uniform', quantum: 8 },
  BOT_MUL: { name: 'bottleneckRatio', type: 'power2_uniform', quantum: 1 / 128 },
} as const satisfies Record<string, { name: keyof Parameters; type: RandomType; quantum: number }>
type Key = keyof typeof parameters
const keys = Object.keys(parameters) as Key[]

/** An end of 0 means no limit. */
const limits = range.default([0, 0])
const complexitySection = z.strictObject({ FLOPS: limits, PARAMS: limits, ACTS: limits })
const stagesSection = z.strictObject({ NUM_STAGES: z.tuple([z.int(), z.int()]).default([4, 4]) })
const constraintsSection = z.strictObject({
  CX: complexitySection.default(complexitySection.parse({})),
  REGNET: stagesSection.default(stagesSection.parse({})),
})
const section = z.record(z.string(), z.unknown())
/** Ignores sections that configure how a sweep runs and is viewed rather than what it draws. */
const sweepSchema = z.looseObject({
  NAME: z.string().default(''),
  SETUP: z.strictObject({
    NUM_CONFIGS: z.int().min(1).optional(),
    ...{ NUM_SAMPLES: z.unknown().optional(), CHUNK_SIZE: z.unknown().optional() },
    RNG_SEED: z.int().min(0).default(0),
    BASE_CFG: z
      .looseObject({ MODEL: section.default({}), REGNET: section.default({}) })
      .default({ MODEL: {}, REGNET: {} }),
    SAMPLERS: section,
    CONSTRAINTS: constraintsSection.default(constraintsSection.parse({})),
  }),
})

/** The name of a part of a sweep in messages. */
const partOf = (name: string) => sentence('networkOf', { what: sentence('pyclsSweep'), name })

/** Whether a plain object is meant as a pycls sweep, valid or not. */
export const isPyclsSweep = (form: unknown): boolean => typeof form === 'object' && form !== null && 'SETUP' in form

/**
 * The RegNet space of a pycls sweep (SETUP with SAMPLERS, CONSTRAINTS and BASE_CFG): ranges with pycls's laws,
 * parameters without a sampler from BASE_CFG or pycls's defaults, and the limits of CX as constraints. Throws
 * ValueError naming the key if the sweep draws anything else but values of the recipe (pyclsRecipeSweep).
 */
export function readPyclsSweep(form: unknown): PyclsSweep {
  const what = sentence('pyclsSweep')
  const { NAME: title, SETUP: setup } = parseStrictly(sweepSchema, form, what)
  const { BASE_CFG: base, SAMPLERS: samplers, CONSTRAINTS: constraints } = setup
  const refuse = (fault: Fault): never => {
    throw new ValueError(invalid(what, [{ ...fault, path: ['SETUP', ...fault.path] }]))
  }
  const { network, regNet } = readPycls({ ...base, MODEL: { TYPE: 'regnet', ...base.MODEL } }, partOf('SETUP.BASE_CFG'))
  if (!regNet)
    return refuse({ path: ['BASE_CFG', 'MODEL', 'TYPE'], said: sentence('notEqualTo', { allowed: 'regnet' }) })
  const [fewest, stages] = constraints.REGNET.NUM_STAGES
  if (fewest !== stages)
    return refuse({ path: ['CONSTRAINTS', 'REGNET', 'NUM_STAGES'], said: sentence('stageCountsDiffer') })
  const drawn = distributions(samplers)
  const law = (key: Key): Distribution => drawn[key] ?? { law: 'choice', values: [regNet[parameters[key].name]] }
  const { stem, stemWidth, block, seRatio, activation, headWidth, bnEpsilon, imageSize, classes } = network
  const name = plainName(title === '' ? 'pycls sweep' : title)
  const space = parseStrictly(
    designSpaceSchema,
    {
      ...{ id: newSpaceId(name, []), name, stem, stemWidth, block, seRatio, activation, headWidth, bnEpsilon },
      strides: new Array<number>(stages).fill(network.stages[0]!.stride),
      parameters: { kind: 'regNet', ...Object.fromEntries(keys.map((key) => [parameters[key].name, law(key)])) },
      constraints: limitsOf(constraints.CX),
    },
    what,
  )
  return { space, imageSize, classes, count: setup.NUM_CONFIGS, seed: setup.RNG_SEED, samplers }
}

/** The samplers of a sweep that draw a value of the recipe, which is none of a network. */
export const recipeSamplers = [
  ...(['OPTIM.BASE_LR', 'OPTIM.WEIGHT_DECAY', 'OPTIM.MOMENTUM', 'OPTIM.WARMUP_EPOCHS', 'OPTIM.WARMUP_FACTOR'] as const),
  ...(['OPTIM.MIN_LR', 'OPTIM.EMA_ALPHA', 'TRAIN.LABEL_SMOOTHING', 'TRAIN.MIXUP_ALPHA', 'BN.MOM'] as const),
  'BN.CUSTOM_WEIGHT_DECAY',
] as const
const isOfRecipe = (name: string): boolean => (recipeSamplers as readonly string[]).includes(name)

/** The distributions of the samplers, by parameter key. Throws ValueError. */
function distributions(samplers: Readonly<Record<string, unknown>>): Partial<Record<Key, Distribution>> {
  const found: Partial<Record<Key, Distribution>> = {}
  const faults: Fault[] = []
  for (const [name, sampler] of Object.entries(samplers)) {
    const what = partOf(`SETUP.SAMPLERS.${name}`)
    const own = keys.find((key) => name === `REGNET.${key}`)
    if (name === 'REGNET') {
      const ranges = parseStrictly(regNetSampler, sampler, what)
      for (const key of keys) found[key] ??= ofRange(key, { ...parameters[key], range: ranges[key] })
    } else if (isOfRecipe(name)) {
      continue
    } else if (own) {
      const parsed = parseStrictly(parameterSampler, sampler, what)
      found[own] =
        parsed.TYPE === 'value_sampler'
          ? { law: 'choice', values: parsed.VALUES.map((value) => ours(own, value)) }
          : ofRange(own, { type: parsed.RAND_TYPE, range: parsed.RANGE, quantum: parsed.QUANTIZE })
    } else {
      const known = ['REGNET', ...keys.map((key) => `REGNET.${key}`), ...recipeSamplers].join(', ')
      faults.push({ path: ['SETUP', 'SAMPLERS', name], said: sentence('notDrawnHere', { known }) })
    }
  }
  if (faults.length > 0) throw new ValueError(invalid(sentence('pyclsSweep'), faults))
  return found
}

const laws = {
  uniform: 'uniform',
  log_uniform: 'logUniform',
  power2_or_log_uniform: 'powerOf2OrLog',
  normal: 'normal',
  log_normal: 'logNormal',
} as const

interface Drawn {
  type: RandomType
  range: readonly [number, number]
  quantum: number
}

/** A pycls parameter value in this program's convention. */
const ours = (key: Key, value: number): number => (key === 'BOT_MUL' ? ratioOfMultiplier(value) : value)

function ofRange(key: Key, { type, range: [low, high], quantum }: Drawn): Distribution {
  if (low === high) return { law: 'choice', values: [ours(key, low)] }
  if (type === 'power2_uniform') {
    const ends = [ours(key, low), ours(key, high)]
    return { law: 'powerOf2', low: Math.min(...ends), high: Math.max(...ends) }
  }
  if (key === 'BOT_MUL') {
    // Inverting the drawn value changes the law; only powers of two remain powers of two.
    const path = ['SETUP', 'SAMPLERS', `REGNET.${key}`, 'RAND_TYPE']
    const said = sentence('notEqualTo', { allowed: 'power2_uniform' })
    throw new ValueError(invalid(sentence('pyclsSweep'), [{ path, said, value: type }]))
  }
  return { law: laws[type], low, high, quantum }
}

function limitsOf(complexity: Record<'FLOPS' | 'PARAMS' | 'ACTS', readonly [number, number]>): Constraint[] {
  const ids = { FLOPS: 'flops', PARAMS: 'parameters', ACTS: 'activations' } as const
  return (Object.keys(ids) as (keyof typeof ids)[]).flatMap((key): Constraint[] => {
    const [min, max] = complexity[key]
    return min === 0 && max === 0 ? [] : [{ id: ids[key], ...(min !== 0 && { min }), ...(max !== 0 && { max }) }]
  })
}
