import { fewestRunsForVerdict } from '#shared/refinement/comparison/decision.ts'
import { signedText } from '#shared/format/numbers.ts'
import { probabilityText } from '#shared/format/probabilities.ts'
import type { Translate } from '#renderer/i18n/texts.ts'
import { meanRangeText } from '#renderer/lib/meanRangeText.ts'
import type { AskedEvidence, JudgedStep } from '#shared/analysis/evidenceTasks.ts'
import { sentencesOfStep } from '../stepSentences.ts'
import type { Stop } from './tourPath.ts'

/** Parameters for which smaller values are nearer to the constraint; for the others larger ones are. */
const smallerIsNearer = ['bottleneckRatioSpread', 'groupWidthSpread', 'fitError']

/**
 * The evidence of the old population, in sentences derived from its numbers: whether networks nearer to the constraint
 * are better, and how those that already fulfil it perform.
 */
export function evidenceSentences(
  { parameter: shown, constraint }: AskedEvidence,
  newer: Pick<Stop, 'name'>,
  older: Pick<Stop, 'name'>,
  n: number,
  t: Translate,
): string[] {
  const sentences: string[] = []
  if (shown) {
    const { value, low, high } = shown.spearman
    sentences.push(
      t(`tour.trends.${trendOf(shown)}`, {
        asked: t(`tour.nearer.${newer.name}`),
        rho: signedText(value, 2),
        low: signedText(low, 2),
        high: signedText(high, 2),
      }),
    )
  }
  const beats = constraint?.beats
  if (!constraint) return sentences
  const { kept, effectiveNumber } = constraint.preview
  const values = { kept: kept.length, n, older: older.name }
  if (kept.length === 0) return [...sentences, t('tour.kept.none', values)]
  if (!beats || effectiveNumber < fewestRunsForVerdict) return [...sentences, t('tour.kept.few', values)]
  return [
    ...sentences,
    t('tour.kept.some', {
      ...values,
      p: probabilityText(beats.value),
      low: probabilityText(beats.low),
      high: probabilityText(beats.high),
    }),
  ]
}

/** The result of the step, in sentences derived from the judgement. */
export function verdictSentences(
  { judgement, asked }: Pick<JudgedStep, 'judgement' | 'asked'>,
  newer: Pick<Stop, 'name'>,
  older: Pick<Stop, 'name'>,
  t: Translate,
): string[] {
  const { verdict } = judgement
  const { beats, meanDifference: mean } = judgement.comparison
  const names = { newer: newer.name, older: older.name }
  const first = t(`tour.verdicts.${verdict}`, {
    ...names,
    p: probabilityText(beats.value),
    pLow: probabilityText(beats.low),
    pHigh: probabilityText(beats.high),
    value: signedText(mean.value),
    range: meanRangeText(mean, t),
  })
  const trend = asked.parameter && trendOf(asked.parameter)
  const disagrees =
    (trend === 'against' && (verdict === 'better' || verdict === 'equal')) || (trend === 'for' && verdict === 'worse')
  return [first, ...sentencesOfStep(judgement, t), ...(disagrees ? [t(`tour.disagrees.${verdict}`, names)] : [])]
}

/** Whether networks of the old space are better the nearer they are to the constraint. */
function trendOf({
  id,
  spearman: { low, high },
}: NonNullable<AskedEvidence['parameter']>): 'for' | 'against' | 'unclear' {
  const [least, most] = smallerIsNearer.includes(id) ? [low, high] : [-high, -low]
  return least > 0 ? 'for' : most < 0 ? 'against' : 'unclear'
}
