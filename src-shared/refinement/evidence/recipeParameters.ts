import type { RecipeDraw } from '#shared/training/recipeSweep.ts'
import type { MeasuredNetwork } from './measuredRun.ts'

const recipe = { unit: 'recipe', integer: false } as const

const drawn =
  (of: (draw: RecipeDraw) => number | undefined) =>
  ({ recipeDraw }: Pick<MeasuredNetwork, 'recipeDraw'>): number =>
    (recipeDraw ? of(recipeDraw) : undefined) ?? NaN

const decay = (draw: RecipeDraw): number | undefined => draw.weightDecay ?? draw['weightDecay.weight']

/** The values of recipes that can be drawn for each run; NaN for a run for which it was not drawn. */
export const recipeParameters = {
  learningRate: { ...recipe, scale: 'log2', of: drawn(({ baseLearningRate }) => baseLearningRate) },
  weightDecay: { ...recipe, scale: 'log2', of: drawn(decay) },
  /** Of which the error is a function more than of either (the paper's Figure 21). */
  rateTimesDecay: {
    ...recipe,
    scale: 'log2',
    of: drawn((draw) => (draw.baseLearningRate ?? NaN) * (decay(draw) ?? NaN)),
  },
  batchNormDecay: { ...recipe, scale: 'log2', of: drawn((draw) => draw['weightDecay.batchNorm']) },
  biasDecay: { ...recipe, scale: 'log2', of: drawn((draw) => draw['weightDecay.bias']) },
  momentum: { ...recipe, scale: 'linear', of: drawn(({ momentum }) => momentum) },
  labelSmoothing: { ...recipe, scale: 'linear', of: drawn(({ labelSmoothing }) => labelSmoothing) },
  mixupAlpha: { ...recipe, scale: 'linear', of: drawn(({ mixupAlpha }) => mixupAlpha) },
  warmupEpochs: { ...recipe, scale: 'linear', of: drawn(({ warmupEpochs }) => warmupEpochs) },
  warmupFactor: { ...recipe, scale: 'linear', of: drawn(({ warmupFactor }) => warmupFactor) },
  minimumShare: { ...recipe, scale: 'linear', of: drawn((draw) => draw['schedule.minimumShare']) },
  bnMomentum: { ...recipe, scale: 'linear', of: drawn(({ bnMomentum }) => bnMomentum) },
  emaAlpha: { ...recipe, scale: 'log2', of: drawn((draw) => draw['ema.alpha']) },
  cropPadding: { ...recipe, integer: true, scale: 'linear', of: drawn((draw) => draw['augmentation.cropPadding']) },
} as const

export type RecipeParameterId = keyof typeof recipeParameters
/** Their ids, in display order. */
export const recipeParameterIds = Object.keys(recipeParameters) as RecipeParameterId[]
