import { shortText } from '#shared/format/numbers.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import type { SweptKey } from '#shared/training/recipeSweep.ts'
import type { Column } from '../figure.ts'
import { table } from '../figure.ts'
import { prose, type Markup } from '../markup.ts'
import { spaceNames, type Shown } from '../shown.ts'
import type { ReportedDataset, ReportedSpace } from '../studyReport.ts'
import { lawText } from '../texts/lawText.ts'
import { spanText } from '../texts/phrases.ts'
import type { ReportTexts } from '../texts/reportTexts.ts'

/** A value of the recipe, or how it is drawn for each network. */
type Say = (key: SweptKey, value: number, write?: (value: number) => string) => string
type Write = (recipe: Recipe, texts: ReportTexts, dataset: ReportedDataset, say: Say) => string | undefined

const share = (value: number) => `${shortText(100 * value)} %`
const onOff = (value: boolean, { t }: ReportTexts) => t(value ? 'reportMethod.yes' : 'reportMethod.no')

/** The settings of a recipe in words; a row is omitted if it does not apply. */
const rows: Readonly<Record<string, readonly [title: (texts: ReportTexts) => string, write: Write]>> = {
  epochs: [({ t }) => t('plan.fields.epochs'), ({ epochs }) => `${epochs}`],
  batchSize: [
    ({ t }) => t('plan.fields.batchSize'),
    ({ batchSize }, { t }) => t('reportMethod.images', { count: batchSize }),
  ],
  imagesPerEpoch: [
    ({ t }) => t('plan.fields.imagesPerEpoch'),
    ({ imagesPerEpoch }, { t }) =>
      imagesPerEpoch === null ? t('reportMethod.all') : t('reportMethod.images', { count: imagesPerEpoch }),
  ],
  rate: [
    ({ t }) => t('plan.fields.baseLearningRate'),
    ({ baseLearningRate }, _texts, _dataset, say) => say('baseLearningRate', baseLearningRate),
  ],
  schedule: [
    ({ t }) => t('plan.schedule'),
    ({ schedule }, { t, list }, _dataset, say) => {
      const how = `${t(`plan.schedules.${schedule.kind}`)}, ${t(`plan.pers.${schedule.per}`)}`
      if (schedule.kind === 'step') {
        const values = { factor: shortText(schedule.gamma), epochs: list(schedule.milestones.map(String)) }
        return `${how}; ${t('reportMethod.steps', values)}`
      }
      const least = say('schedule.minimumShare', schedule.minimumShare, share)
      return least === share(0) ? how : `${how}; ${t('reportMethod.downTo', { share: least })}`
    },
  ],
  warmup: [
    ({ t }) => t('plan.fields.warmupEpochs'),
    ({ warmupEpochs, warmupFactor }, { t }, _dataset, say) => {
      const from = say('warmupFactor', warmupFactor, share)
      const epochs = say('warmupEpochs', warmupEpochs)
      if (epochs !== shortText(warmupEpochs)) return `${epochs}; ${from}`
      return warmupEpochs === 0
        ? t('reportMethod.no')
        : t('reportMethod.warmup', { epochs: Number(shortText(warmupEpochs)), share: from })
    },
  ],
  momentum: [
    ({ t }) => t('plan.fields.momentum'),
    ({ momentum, nesterov }, _texts, _dataset, say) =>
      nesterov ? `${say('momentum', momentum)}, Nesterov` : say('momentum', momentum),
  ],
  weightDecay: [
    ({ t }) => t('plan.fields.weightDecay'),
    ({ weightDecay: { weight, batchNorm, bias } }, { t }, _dataset, say) => {
      const all = say('weightDecay', weight)
      if (all !== shortText(weight)) return all
      const decays = {
        weights: say('weightDecay.weight', weight),
        batchNorm: say('weightDecay.batchNorm', batchNorm),
        biases: say('weightDecay.bias', bias),
      }
      return new Set(Object.values(decays)).size === 1 ? decays.weights : t('reportMethod.decays', decays)
    },
  ],
  bnMomentum: [
    ({ t }) => t('plan.fields.bnMomentum'),
    ({ bnMomentum }, _texts, _dataset, say) => say('bnMomentum', bnMomentum),
  ],
  zeroFinalGamma: [
    ({ t }) => t('plan.switches.zeroFinalGamma'),
    ({ zeroFinalGamma }, texts) => onOff(zeroFinalGamma, texts),
  ],
  labelSmoothing: [
    ({ t }) => t('plan.fields.labelSmoothing'),
    ({ labelSmoothing }, _texts, _dataset, say) => say('labelSmoothing', labelSmoothing),
  ],
  mixup: [
    ({ t }) => t('plan.fields.mixupAlpha'),
    ({ mixupAlpha }, { t }, _dataset, say) => {
      const alpha = say('mixupAlpha', mixupAlpha)
      return alpha === shortText(0) ? t('reportMethod.no') : alpha
    },
  ],
  ema: [
    ({ t }) => t('plan.switches.ema'),
    ({ ema }, { t }, _dataset, say) =>
      ema === null
        ? t('reportMethod.no')
        : t('reportMethod.ema', { alpha: say('ema.alpha', ema.alpha), steps: ema.periodSteps }),
  ],
  preciseBn: [
    ({ t }) => t('plan.switches.preciseBn'),
    ({ preciseBn }, { t }) =>
      preciseBn === null ? t('reportMethod.no') : t('reportMethod.images', { count: preciseBn.samples }),
  ],
  crop: [
    ({ t }) => t('reportMethod.crop'),
    ({ augmentation: { cropPadding, randomResizedCrop: part } }, texts, _dataset, say) => {
      const { t } = texts
      const span = ([low, high]: readonly [number, number], write: (value: number) => string) =>
        spanText(texts, { low, high }, write)
      if (part) return t('reportMethod.part', { area: span(part.area, share), aspect: span(part.aspect, shortText) })
      const padding = say('augmentation.cropPadding', cropPadding)
      if (padding !== shortText(cropPadding)) return padding
      return cropPadding === 0 ? t('reportMethod.no') : t('reportMethod.padding', { px: cropPadding })
    },
  ],
  flip: [({ t }) => t('plan.switches.flip'), ({ augmentation: { flip } }, texts) => onOff(flip, texts)],
  validation: [
    ({ t }) => t('plan.fields.validationShare'),
    ({ validation }, { t }, { hasOwnValidation }) =>
      hasOwnValidation === true
        ? t('reportMethod.ownValidation')
        : t('reportMethod.held', { share: share(validation.share), seed: validation.splitSeed }),
  ],
  evaluateEvery: [
    ({ t }) => t('plan.fields.evaluateEvery'),
    ({ evaluateEvery }, { t }) => t('reportMethod.epochs', { count: evaluateEvery }),
  ],
}

/** A recipe with the spaces that were trained by it. */
interface Known {
  readonly recipe: Recipe
  readonly dataset: ReportedDataset
  readonly names: readonly string[]
}

/** The recipe in words, with one column per recipe if populations differ; undefined if none is known. */
export function recipeTable(shown: Shown): Markup | undefined {
  const { report, texts } = shown
  const known = new Map<string, Pick<ReportedSpace, 'sweep'> & Known>()
  for (const { recipe, sweep, name, dataset: place } of report.spaces) {
    if (recipe === null) continue
    const dataset = report.datasets[place]!
    const key = JSON.stringify([recipe, sweep, dataset.hasOwnValidation])
    const names = [...(known.get(key)?.names ?? []), name]
    known.set(key, { recipe, dataset, ...(sweep && { sweep }), names })
  }
  const recipes = [...known.values()]
  if (recipes.length === 0) return undefined
  const heads = recipes.map(({ names }): Column => ({ title: prose(texts.list(names), spaceNames(shown)) }))
  const columns = [{ title: texts.t('reportMethod.recipe') }, ...(recipes.length > 1 ? heads : [{ title: '' }])]
  return table(
    columns,
    Object.values(rows).map(([title, write]) => [
      title(texts),
      ...recipes.map(({ recipe, dataset, sweep }) => write(recipe, texts, dataset, sayOf(sweep, texts)) ?? '–'),
    ]),
  )
}

const sayOf =
  (sweep: ReportedSpace['sweep'], { t }: ReportTexts): Say =>
  (key, value, write = shortText) => {
    const law = sweep?.[key]
    return law ? lawText(law, t, write) : write(value)
  }
