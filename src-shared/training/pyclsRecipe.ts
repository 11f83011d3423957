import type { Recipe } from './recipe.ts'

/** A recipe in the sections of a pycls configuration. */
export interface PyclsRecipe {
  OPTIM: Record<string, unknown>
  BN: Record<string, unknown>
  TRAIN: Record<string, unknown>
  /** Keys of the recipe that pycls has no option for, or does otherwise. */
  left: (keyof Recipe)[]
}

const policies = { cosine: 'cos', linear: 'lin', exponential: 'exp', step: 'steps' } as const

/** The recipe as far as pycls can express it. */
export function pyclsRecipe(recipe: Recipe): PyclsRecipe {
  const { schedule, ema, preciseBn, weightDecay, augmentation } = recipe
  const isOwnBn = weightDecay.batchNorm !== weightDecay.weight
  const left: Partial<Record<keyof Recipe, boolean>> = {
    schedule: schedule.per === 'step',
    weightDecay: weightDecay.bias !== weightDecay.weight,
    imagesPerEpoch: recipe.imagesPerEpoch !== null,
    evaluateEvery: recipe.evaluateEvery !== 1,
    augmentation: augmentation.flip || augmentation.cropPadding > 0 || augmentation.randomResizedCrop !== null,
    validation: true,
  }
  return {
    OPTIM: {
      ...{ BASE_LR: recipe.baseLearningRate, LR_POLICY: policies[schedule.kind], MAX_EPOCH: recipe.epochs },
      ...(schedule.kind === 'step'
        ? { STEPS: [0, ...schedule.milestones], LR_MULT: schedule.gamma }
        : { MIN_LR: schedule.minimumShare }),
      ...{ MOMENTUM: recipe.momentum, NESTEROV: recipe.nesterov, WEIGHT_DECAY: weightDecay.weight },
      ...{ WARMUP_EPOCHS: recipe.warmupEpochs, WARMUP_FACTOR: recipe.warmupFactor },
      ...(ema && { EMA_ALPHA: ema.alpha, EMA_UPDATE_PERIOD: ema.periodSteps }),
    },
    BN: {
      ...{ MOM: recipe.bnMomentum, ZERO_INIT_FINAL_GAMMA: recipe.zeroFinalGamma },
      USE_PRECISE_STATS: preciseBn !== null,
      ...(preciseBn && { NUM_SAMPLES_PRECISE: preciseBn.samples }),
      ...(isOwnBn && { USE_CUSTOM_WEIGHT_DECAY: true, CUSTOM_WEIGHT_DECAY: weightDecay.batchNorm }),
    },
    TRAIN: {
      ...{ BATCH_SIZE: recipe.batchSize, LABEL_SMOOTHING: recipe.labelSmoothing, MIXUP_ALPHA: recipe.mixupAlpha },
      ...(recipe.precision === 'mixed' && { MIXED_PRECISION: true }),
    },
    left: (Object.keys(left) as (keyof Recipe)[]).filter((key) => left[key]),
  }
}
