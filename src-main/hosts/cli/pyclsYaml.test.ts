import { expect, it } from 'vitest'
import { presets } from '#shared/designspaces/presets.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { pyclsNetwork } from '#shared/networks/forms/pyclsConfig.ts'
import { publishedNetworks } from '#shared/networks/published/publishedNetworks.ts'
import { pyclsRecipe } from '#shared/training/pyclsRecipe.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import { pyclsYaml } from './pyclsYaml.ts'

/** How PyYAML (YAML 1.1) reads a scalar, by the types of Python. */
const patterns = {
  bool: /^(true|false)$/,
  int: /^-?(0|[1-9][0-9]*)$/,
  float: /^-?[0-9]+\.[0-9]*(e[-+][0-9]+)?$/,
  str: /^[a-z][a-z0-9_]*$/,
  list: /^(\[\]|)$/,
}

/** The keys of pycls's defaults by type (pycls/core/config.py at 5719de6): yacs refuses other keys and other types. */
const types: Record<string, Partial<Record<keyof typeof patterns, string>>> = {
  MODEL: { str: 'TYPE ACTIVATION_FUN LOSS_FUN', int: 'DEPTH NUM_CLASSES' },
  ANYNET: {
    str: 'STEM_TYPE BLOCK_TYPE',
    int: 'STEM_W HEAD_W',
    list: 'DEPTHS WIDTHS STRIDES BOT_MULS GROUP_WS',
    bool: 'SE_ON',
    float: 'SE_R',
  },
  REGNET: {
    str: 'STEM_TYPE BLOCK_TYPE',
    int: 'STEM_W STRIDE DEPTH W0 GROUP_W HEAD_W',
    float: 'WA WM BOT_MUL SE_R',
    bool: 'SE_ON',
  },
  EN: { int: 'STEM_W HEAD_W', list: 'DEPTHS WIDTHS EXP_RATIOS STRIDES KERNELS', float: 'SE_R DC_RATIO DROPOUT_RATIO' },
  BN: {
    float: 'EPS MOM CUSTOM_WEIGHT_DECAY',
    bool: 'USE_PRECISE_STATS ZERO_INIT_FINAL_GAMMA USE_CUSTOM_WEIGHT_DECAY',
    int: 'NUM_SAMPLES_PRECISE',
  },
  OPTIM: {
    str: 'OPTIMIZER LR_POLICY',
    float: 'BASE_LR MIN_LR GAMMA LR_MULT MOMENTUM DAMPENING BETA1 BETA2 WEIGHT_DECAY WARMUP_FACTOR EMA_ALPHA',
    list: 'STEPS',
    int: 'MAX_EPOCH WARMUP_EPOCHS EMA_UPDATE_PERIOD',
    bool: 'NESTEROV',
  },
  TRAIN: {
    str: 'DATASET SPLIT',
    int: 'BATCH_SIZE IM_SIZE',
    float: 'MIXUP_ALPHA LABEL_SMOOTHING',
    bool: 'MIXED_PRECISION',
  },
  TEST: { int: 'BATCH_SIZE IM_SIZE' },
}

/** Keys that pycls's loader would refuse, with what stands there. */
function refused(text: string): string[] {
  let section = ''
  return text.split('\n').flatMap((line) => {
    const [, indent = '', key = '', value = ''] = /^( *)(\w+): ?(.*)$/.exec(line) ?? []
    if (key === '') return []
    if (indent === '') {
      section = key
      return value === '' || key === 'RNG_SEED' ? [] : [line]
    }
    const type = Object.entries(types[section] ?? {}).find(([, keys]) => keys.split(' ').includes(key))?.[0]
    return type && patterns[type as keyof typeof patterns].test(value) ? [] : [`${section}.${line.trim()}`]
  })
}

const recipes = [
  {},
  { labelSmoothing: 0.1, mixupAlpha: 1, ema: { alpha: 1e-7, periodSteps: 8 }, preciseBn: { samples: 64 } },
  {
    ...{
      baseLearningRate: 1,
      momentum: 0,
      warmupFactor: 1,
      bnMomentum: 1,
      nesterov: true,
      precision: 'mixed' as const,
    },
    schedule: { kind: 'step', milestones: [2], gamma: 0.5 },
    weightDecay: { weight: 1, batchNorm: 0, bias: 1 },
  },
].map((changes) => {
  const { left, ...sections } = pyclsRecipe(recipeSchema.parse(changes))
  expect(left).toContain('validation')
  return sections
})

it('writes only keys and types that the loader of pycls accepts, whole numbers where it wants floats among them', () => {
  const regime = { imageSize: 64, classes: 7, convention: 'paper' } as const
  const drawn = [presets.AnyNetX_A, presets.RegNetX, presets.RegNetY].flatMap((space) =>
    samplePopulation({ space, regime, count: 3, seed: 2 }).networks.map(({ network, regNet = null }) =>
      pyclsNetwork(network, regNet),
    ),
  )
  const whole = { depth: 13, initialWidth: 24, widthSlope: 36, widthMultiplier: 2, bottleneckRatio: 1, groupWidth: 8 }
  const published = publishedNetworks.map(({ network }) => pyclsNetwork(network, null))
  const line = pyclsNetwork({ ...publishedNetworks[0]!.network, bnEpsilon: 1e-8 }, whole)
  for (const sections of [...drawn, ...published, line, ...recipes])
    expect(refused(pyclsYaml({ ...sections, RNG_SEED: 1 }))).toEqual([])
  expect(pyclsYaml(line)).toContain('WM: 2.0\n')
  expect(pyclsYaml(line)).toContain('EPS: 1.0e-8\n')
})
