import { shortText } from '#shared/format/numbers.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import type { Column } from '../figure.ts'
import { table } from '../figure.ts'
import { prose, type Markup } from '../markup.ts'
import { spaceNames, type Shown } from '../shown.ts'
import type { StudyReport } from '../studyReport.ts'
import type { ReportTexts } from '../texts/reportTexts.ts'

type Write = (recipe: Recipe, texts: ReportTexts, report: StudyReport) => string | undefined

const share = (value: number) => `${shortText(100 * value)} %`
const onOff = (value: boolean, { recipe: said }: ReportTexts) => (value ? said.yes : said.no)

/** The settings of a recipe in words; a row is omitted if it does not apply. */
const rows: Readonly<Record<string, readonly [title: (texts: ReportTexts) => string, write: Write]>> = {
  epochs: [({ plan }) => plan.fields.epochs, ({ epochs }) => `${epochs}`],
  batchSize: [({ plan }) => plan.fields.batchSize, ({ batchSize }, { recipe: said }) => said.images(batchSize)],
  imagesPerEpoch: [
    ({ plan }) => plan.fields.imagesPerEpoch,
    ({ imagesPerEpoch }, { recipe: said }) => (imagesPerEpoch === null ? said.all : said.images(imagesPerEpoch)),
  ],
  rate: [({ plan }) => plan.fields.baseLearningRate, ({ baseLearningRate }) => shortText(baseLearningRate)],
  schedule: [
    ({ plan }) => plan.schedule,
    ({ schedule }, { plan, recipe: said, list }) => {
      const how = `${plan.schedules[schedule.kind]}, ${plan.pers[schedule.per]}`
      if (schedule.kind === 'step')
        return `${how}; ${said.steps(shortText(schedule.gamma), list(schedule.milestones.map(String)))}`
      return schedule.minimumShare === 0 ? how : `${how}; ${said.downTo(share(schedule.minimumShare))}`
    },
  ],
  warmup: [
    ({ plan }) => plan.fields.warmupEpochs,
    ({ warmupEpochs, warmupFactor }, { recipe: said }) =>
      warmupEpochs === 0 ? said.no : said.warmup(shortText(warmupEpochs), share(warmupFactor)),
  ],
  momentum: [
    ({ plan }) => plan.fields.momentum,
    ({ momentum, nesterov }) => (nesterov ? `${shortText(momentum)}, Nesterov` : shortText(momentum)),
  ],
  weightDecay: [
    ({ plan }) => plan.fields.weightDecay,
    ({ weightDecay: { weight, batchNorm, bias } }, { recipe: said }) =>
      weight === batchNorm && weight === bias
        ? shortText(weight)
        : said.decays(shortText(weight), shortText(batchNorm), shortText(bias)),
  ],
  bnMomentum: [({ plan }) => plan.fields.bnMomentum, ({ bnMomentum }) => shortText(bnMomentum)],
  zeroFinalGamma: [
    ({ plan }) => plan.switches.zeroFinalGamma,
    ({ zeroFinalGamma }, texts) => onOff(zeroFinalGamma, texts),
  ],
  labelSmoothing: [({ plan }) => plan.fields.labelSmoothing, ({ labelSmoothing }) => shortText(labelSmoothing)],
  mixup: [
    ({ plan }) => plan.fields.mixupAlpha,
    ({ mixupAlpha }, { recipe: said }) => (mixupAlpha === 0 ? said.no : shortText(mixupAlpha)),
  ],
  ema: [
    ({ plan }) => plan.switches.ema,
    ({ ema }, { recipe: said }) => (ema === null ? said.no : said.ema(shortText(ema.alpha), ema.periodSteps)),
  ],
  preciseBn: [
    ({ plan }) => plan.switches.preciseBn,
    ({ preciseBn }, { recipe: said }) => (preciseBn === null ? said.no : said.images(preciseBn.samples)),
  ],
  crop: [
    ({ recipe: said }) => said.crop,
    ({ augmentation: { cropPadding, randomResizedCrop: part } }, { recipe: said, span }) => {
      if (part) return said.part(span(share(part.area[0]), share(part.area[1])), span(...ends(part.aspect)))
      return cropPadding === 0 ? said.no : said.padding(cropPadding)
    },
  ],
  flip: [({ plan }) => plan.switches.flip, ({ augmentation: { flip } }, texts) => onOff(flip, texts)],
  validation: [
    ({ plan }) => plan.fields.validationShare,
    ({ validation }, { recipe: said }, { dataset }) =>
      dataset.hasOwnValidation === true ? said.ownValidation : said.held(share(validation.share), validation.splitSeed),
  ],
  evaluateEvery: [
    ({ plan }) => plan.fields.evaluateEvery,
    ({ evaluateEvery }, { recipe: said }) => said.epochs(evaluateEvery),
  ],
}

const ends = ([low, high]: readonly [number, number]): [string, string] => [shortText(low), shortText(high)]

/** The recipe in words, with one column per recipe if populations differ. */
export function recipeTable(shown: Shown): Markup {
  const { report, texts } = shown
  const known = new Map<string, { recipe: Recipe; names: string[] }>()
  for (const { recipe, name } of report.spaces) {
    const key = JSON.stringify(recipe)
    known.set(key, { recipe, names: [...(known.get(key)?.names ?? []), name] })
  }
  const recipes = [...known.values()]
  const heads = recipes.map(({ names }): Column => ({ title: prose(texts.list(names), spaceNames(shown)) }))
  const columns = [{ title: texts.method.recipe }, ...(recipes.length > 1 ? heads : [{ title: '' }])]
  return table(
    columns,
    Object.values(rows).map(([title, write]) => [
      title(texts),
      ...recipes.map(({ recipe }) => write(recipe, texts, report) ?? '–'),
    ]),
  )
}
