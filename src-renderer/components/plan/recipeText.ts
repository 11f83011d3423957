import type { StudyPlan } from '#shared/contract/studies.ts'
import { listText } from '#shared/format/lists.ts'
import { lawsOf } from '#shared/training/recipeSweep.ts'
import type { Translate } from '#renderer/i18n/texts.ts'
import { sweptText } from './sweptText.ts'

/** A plan's recipe in a line, with what of it is drawn for each network: "3 epochs, batch 64, half a cosine from 0.1". */
export function recipeText(
  { recipe, sweep }: Pick<StudyPlan, 'recipe' | 'sweep'>,
  language: string,
  t: Translate,
): string {
  const { epochs, batchSize, baseLearningRate, schedule } = recipe
  const values = { epochs, batch: batchSize, schedule: t(`plan.schedules.${schedule.kind}`) }
  const drawn = lawsOf(sweep).map(([key]) => sweptText(key, t))
  return drawn.length === 0
    ? t('population.recipeText', { ...values, rate: baseLearningRate })
    : t('population.recipeDrawn', { ...values, names: listText(drawn, language) })
}
