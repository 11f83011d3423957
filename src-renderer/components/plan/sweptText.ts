import type { RecipeParameterId } from '#shared/refinement/evidence/recipeParameters.ts'
import type { SweptKey } from '#shared/training/recipeSweep.ts'
import type { Translate } from '#renderer/i18n/texts.ts'

const parameters: Readonly<Record<Exclude<SweptKey, 'weightDecay.weight'>, RecipeParameterId>> = {
  baseLearningRate: 'learningRate',
  weightDecay: 'weightDecay',
  'weightDecay.batchNorm': 'batchNormDecay',
  'weightDecay.bias': 'biasDecay',
  momentum: 'momentum',
  labelSmoothing: 'labelSmoothing',
  mixupAlpha: 'mixupAlpha',
  warmupEpochs: 'warmupEpochs',
  warmupFactor: 'warmupFactor',
  'schedule.minimumShare': 'minimumShare',
  bnMomentum: 'bnMomentum',
  'ema.alpha': 'emaAlpha',
  'augmentation.cropPadding': 'cropPadding',
}

/** The name of a value of the recipe that can be drawn for each network, as within a sentence. */
export const sweptText = (key: SweptKey, t: Translate): string =>
  key === 'weightDecay.weight' ? t('plan.sweep.weightsAlone') : t(`science.parameters.${parameters[key]}`)
