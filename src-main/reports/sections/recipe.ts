import { shortText } from '#shared/format/numbers.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import type { Column } from '../figure.ts'
import { table } from '../figure.ts'
import { prose, type Markup } from '../markup.ts'
import { spaceNames, type Shown } from '../shown.ts'
import type { StudyReport } from '../studyReport.ts'
import { spanText } from '../texts/phrases.ts'
import type { ReportTexts } from '../texts/reportTexts.ts'

type Write = (recipe: Recipe, texts: ReportTexts, report: StudyReport) => string | undefined

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
  rate: [({ t }) => t('plan.fields.baseLearningRate'), ({ baseLearningRate }) => shortText(baseLearningRate)],
  schedule: [
    ({ t }) => t('plan.schedule'),
    ({ schedule }, { t, list }) => {
      const how = `${t(`plan.schedules.${schedule.kind}`)}, ${t(`plan.pers.${schedule.per}`)}`
      if (schedule.kind === 'step') {
        const values = { factor: shortText(schedule.gamma), epochs: list(schedule.milestones.map(String)) }
        return `${how}; ${t('reportMethod.steps', values)}`
      }
      return schedule.minimumShare === 0
        ? how
        : `${how}; ${t('reportMethod.downTo', { share: share(schedule.minimumShare) })}`
    },
  ],
  warmup: [
    ({ t }) => t('plan.fields.warmupEpochs'),
    ({ warmupEpochs, warmupFactor }, { t }) =>
      warmupEpochs === 0
        ? t('reportMethod.no')
        : t('reportMethod.warmup', { epochs: Number(shortText(warmupEpochs)), share: share(warmupFactor) }),
  ],
  momentum: [
    ({ t }) => t('plan.fields.momentum'),
    ({ momentum, nesterov }) => (nesterov ? `${shortText(momentum)}, Nesterov` : shortText(momentum)),
  ],
  weightDecay: [
    ({ t }) => t('plan.fields.weightDecay'),
    ({ weightDecay: { weight, batchNorm, bias } }, { t }) =>
      weight === batchNorm && weight === bias
        ? shortText(weight)
        : t('reportMethod.decays', {
            weights: shortText(weight),
            batchNorm: shortText(batchNorm),
            biases: shortText(bias),
          }),
  ],
  bnMomentum: [({ t }) => t('plan.fields.bnMomentum'), ({ bnMomentum }) => shortText(bnMomentum)],
  zeroFinalGamma: [
    ({ t }) => t('plan.switches.zeroFinalGamma'),
    ({ zeroFinalGamma }, texts) => onOff(zeroFinalGamma, texts),
  ],
  labelSmoothing: [({ t }) => t('plan.fields.labelSmoothing'), ({ labelSmoothing }) => shortText(labelSmoothing)],
  mixup: [
    ({ t }) => t('plan.fields.mixupAlpha'),
    ({ mixupAlpha }, { t }) => (mixupAlpha === 0 ? t('reportMethod.no') : shortText(mixupAlpha)),
  ],
  ema: [
    ({ t }) => t('plan.switches.ema'),
    ({ ema }, { t }) =>
      ema === null
        ? t('reportMethod.no')
        : t('reportMethod.ema', { alpha: shortText(ema.alpha), steps: ema.periodSteps }),
  ],
  preciseBn: [
    ({ t }) => t('plan.switches.preciseBn'),
    ({ preciseBn }, { t }) =>
      preciseBn === null ? t('reportMethod.no') : t('reportMethod.images', { count: preciseBn.samples }),
  ],
  crop: [
    ({ t }) => t('reportMethod.crop'),
    ({ augmentation: { cropPadding, randomResizedCrop: part } }, texts) => {
      const { t } = texts
      const span = ([low, high]: readonly [number, number], write: (value: number) => string) =>
        spanText(texts, { low, high }, write)
      if (part) return t('reportMethod.part', { area: span(part.area, share), aspect: span(part.aspect, shortText) })
      return cropPadding === 0 ? t('reportMethod.no') : t('reportMethod.padding', { px: cropPadding })
    },
  ],
  flip: [({ t }) => t('plan.switches.flip'), ({ augmentation: { flip } }, texts) => onOff(flip, texts)],
  validation: [
    ({ t }) => t('plan.fields.validationShare'),
    ({ validation }, { t }, { dataset }) =>
      dataset.hasOwnValidation === true
        ? t('reportMethod.ownValidation')
        : t('reportMethod.held', { share: share(validation.share), seed: validation.splitSeed }),
  ],
  evaluateEvery: [
    ({ t }) => t('plan.fields.evaluateEvery'),
    ({ evaluateEvery }, { t }) => t('reportMethod.epochs', { count: evaluateEvery }),
  ],
}

/** The recipe in words, with one column per recipe if populations differ; undefined if none is known. */
export function recipeTable(shown: Shown): Markup | undefined {
  const { report, texts } = shown
  const known = new Map<string, { recipe: Recipe; names: string[] }>()
  for (const { recipe, name } of report.spaces) {
    if (recipe === null) continue
    const key = JSON.stringify(recipe)
    known.set(key, { recipe, names: [...(known.get(key)?.names ?? []), name] })
  }
  const recipes = [...known.values()]
  if (recipes.length === 0) return undefined
  const heads = recipes.map(({ names }): Column => ({ title: prose(texts.list(names), spaceNames(shown)) }))
  const columns = [{ title: texts.t('reportMethod.recipe') }, ...(recipes.length > 1 ? heads : [{ title: '' }])]
  return table(
    columns,
    Object.values(rows).map(([title, write]) => [
      title(texts),
      ...recipes.map(({ recipe }) => write(recipe, texts, report) ?? '–'),
    ]),
  )
}
