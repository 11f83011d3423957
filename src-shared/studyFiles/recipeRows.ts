import { shortText } from '#shared/format/numbers.ts'
import type { Translate } from '#shared/messages/translation.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import type { SweptKey, SweptRecipe } from '#shared/training/recipeSweep.ts'
import { lawText } from './lawText.ts'

/** What recipes are written in: the texts of a language. */
export interface RecipeWords {
  readonly t: Translate<'plan'>
  /** The entries joined: "A, B and C". */
  readonly list: (entries: readonly string[]) => string
}

/** A recipe with what decides its words beside it. */
export interface WrittenRecipe extends SweptRecipe {
  /** Whether the data set has images for validation; absent: they are held out as the recipe says. */
  readonly hasOwnValidation?: boolean | null | undefined
}

/** A setting of recipes, with its value in each. */
export interface RecipeRow {
  readonly id: RecipeRowId
  readonly title: string
  readonly cells: readonly string[]
}

/** A value of the recipe, or how it is drawn for each network. */
type Say = (key: SweptKey, value: number, write?: (value: number) => string) => string
type Write = (recipe: Recipe, words: RecipeWords, written: WrittenRecipe, say: Say) => string

const share = (value: number) => `${shortText(100 * value)} %`
const onOff = (value: boolean, { t }: RecipeWords) => t(value ? 'plan.written.yes' : 'plan.written.no')

/** The settings of a recipe in words, in display order. */
const rows = {
  epochs: [({ t }) => t('plan.fields.epochs'), ({ epochs }) => `${epochs}`],
  batchSize: [
    ({ t }) => t('plan.fields.batchSize'),
    ({ batchSize }, { t }) => t('plan.written.images', { count: batchSize }),
  ],
  imagesPerEpoch: [
    ({ t }) => t('plan.fields.imagesPerEpoch'),
    ({ imagesPerEpoch }, { t }) =>
      imagesPerEpoch === null ? t('plan.written.all') : t('plan.written.images', { count: imagesPerEpoch }),
  ],
  rate: [
    ({ t }) => t('plan.fields.baseLearningRate'),
    ({ baseLearningRate }, _texts, _report, say) => say('baseLearningRate', baseLearningRate),
  ],
  schedule: [
    ({ t }) => t('plan.schedule'),
    ({ schedule }, { t, list }, _report, say) => {
      const how = `${t(`plan.schedules.${schedule.kind}`)}, ${t(`plan.pers.${schedule.per}`)}`
      if (schedule.kind === 'step') {
        const values = { factor: shortText(schedule.gamma), epochs: list(schedule.milestones.map(String)) }
        return `${how}; ${t('plan.written.steps', values)}`
      }
      const least = say('schedule.minimumShare', schedule.minimumShare, share)
      return least === share(0) ? how : `${how}; ${t('plan.written.downTo', { share: least })}`
    },
  ],
  warmup: [
    ({ t }) => t('plan.fields.warmupEpochs'),
    ({ warmupEpochs, warmupFactor }, { t }, _report, say) => {
      const from = say('warmupFactor', warmupFactor, share)
      const epochs = say('warmupEpochs', warmupEpochs)
      if (epochs !== shortText(warmupEpochs)) return `${epochs}; ${from}`
      return warmupEpochs === 0
        ? t('plan.written.no')
        : t('plan.written.warmup', { epochs: Number(shortText(warmupEpochs)), share: from })
    },
  ],
  precision: [({ t }) => t('plan.precision'), ({ precision }, { t }) => t(`plan.precisions.${precision ?? 'float32'}`)],
  momentum: [
    ({ t }) => t('plan.fields.momentum'),
    ({ momentum, nesterov }, _texts, _report, say) =>
      nesterov ? `${say('momentum', momentum)}, Nesterov` : say('momentum', momentum),
  ],
  weightDecay: [
    ({ t }) => t('plan.fields.weightDecay'),
    ({ weightDecay: { weight, batchNorm, bias } }, { t }, _report, say) => {
      const all = say('weightDecay', weight)
      if (all !== shortText(weight)) return all
      const decays = {
        weights: say('weightDecay.weight', weight),
        batchNorm: say('weightDecay.batchNorm', batchNorm),
        biases: say('weightDecay.bias', bias),
      }
      return new Set(Object.values(decays)).size === 1 ? decays.weights : t('plan.written.decays', decays)
    },
  ],
  bnMomentum: [
    ({ t }) => t('plan.fields.bnMomentum'),
    ({ bnMomentum }, _texts, _report, say) => say('bnMomentum', bnMomentum),
  ],
  zeroFinalGamma: [
    ({ t }) => t('plan.switches.zeroFinalGamma'),
    ({ zeroFinalGamma }, texts) => onOff(zeroFinalGamma, texts),
  ],
  labelSmoothing: [
    ({ t }) => t('plan.fields.labelSmoothing'),
    ({ labelSmoothing }, _texts, _report, say) => say('labelSmoothing', labelSmoothing),
  ],
  mixup: [
    ({ t }) => t('plan.fields.mixupAlpha'),
    ({ mixupAlpha }, { t }, _report, say) => {
      const alpha = say('mixupAlpha', mixupAlpha)
      return alpha === shortText(0) ? t('plan.written.no') : alpha
    },
  ],
  ema: [
    ({ t }) => t('plan.switches.ema'),
    ({ ema }, { t }, _report, say) =>
      ema === null
        ? t('plan.written.no')
        : t('plan.written.ema', { alpha: say('ema.alpha', ema.alpha), steps: ema.periodSteps }),
  ],
  preciseBn: [
    ({ t }) => t('plan.switches.preciseBn'),
    ({ preciseBn }, { t }) =>
      preciseBn === null ? t('plan.written.no') : t('plan.written.images', { count: preciseBn.samples }),
  ],
  crop: [
    ({ t }) => t('plan.written.crop'),
    ({ augmentation: { cropPadding, randomResizedCrop: part } }, texts, _report, say) => {
      const { t } = texts
      const span = ([low, high]: readonly [number, number], write: (value: number) => string) =>
        t('plan.written.span', { low: write(low), high: write(high) })
      if (part) return t('plan.written.part', { area: span(part.area, share), aspect: span(part.aspect, shortText) })
      const padding = say('augmentation.cropPadding', cropPadding)
      if (padding !== shortText(cropPadding)) return padding
      return cropPadding === 0 ? t('plan.written.no') : t('plan.written.padding', { px: cropPadding })
    },
  ],
  flip: [({ t }) => t('plan.switches.flip'), ({ augmentation: { flip } }, texts) => onOff(flip, texts)],
  validation: [
    ({ t }) => t('plan.fields.validationShare'),
    ({ validation }, { t }, { hasOwnValidation }) =>
      hasOwnValidation === true
        ? t('plan.written.ownValidation')
        : t('plan.written.held', { share: share(validation.share), seed: validation.splitSeed }),
  ],
  evaluateEvery: [
    ({ t }) => t('plan.fields.evaluateEvery'),
    ({ evaluateEvery }, { t }) => t('plan.written.epochs', { count: evaluateEvery }),
  ],
} as const satisfies Record<string, readonly [title: (words: RecipeWords) => string, write: Write]>

export type RecipeRowId = keyof typeof rows

/** The settings of recipes in words, side by side. */
export const recipeRows = (recipes: readonly WrittenRecipe[], words: RecipeWords): RecipeRow[] =>
  (Object.keys(rows) as RecipeRowId[]).map((id) => {
    const [title, write] = rows[id]
    const cells = recipes.map((written) => write(written.recipe, words, written, sayOf(written, words)))
    return { id, title: title(words), cells }
  })

/** The settings that are not the same in all of the recipes. */
export const differingRows = (recipes: readonly WrittenRecipe[], words: RecipeWords): RecipeRow[] =>
  recipeRows(recipes, words).filter(({ cells }) => new Set(cells).size > 1)

const sayOf =
  ({ sweep }: WrittenRecipe, { t }: RecipeWords): Say =>
  (key, value, write = shortText) => {
    const law = sweep?.[key]
    return law ? lawText(law, t, write) : write(value)
  }
