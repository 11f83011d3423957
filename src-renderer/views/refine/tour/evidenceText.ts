import { fewestRunsForVerdict } from '#shared/refinement/decision.ts'
import { signedText } from '#shared/format/numbers.ts'
import type { Translate } from '../refinementText.ts'
import type { AskedEvidence, JudgedStep } from '../scienceTasks.ts'
import type { Stop } from './tourPath.ts'

/** Whether nearer to what is asked means smaller values of the parameter; the others ask for larger ones. */
const smallerIsNearer = ['bottleneckRatioSpread', 'groupWidthSpread', 'fitError']

/**
 * What the old population says about the question, in sentences that follow from its numbers: whether networks that come
 * nearer to what is asked are better, and how those that already fulfil it do.
 */
export function evidenceSentences(
  { parameter: shown, constraint }: AskedEvidence,
  newer: Stop,
  older: Stop,
  n: number,
  t: Translate,
): string[] {
  const sentences: string[] = []
  if (shown) {
    const { value, low, high } = shown.spearman
    const sign = smallerIsNearer.includes(shown.id) ? 1 : -1
    const [least, most] = sign > 0 ? [low, high] : [-high, -low]
    const trend = least > 0 ? 'for' : most < 0 ? 'against' : 'unclear'
    sentences.push(
      t(`tour.trends.${trend}`, {
        asked: t(`tour.nearer.${newer.name}`),
        rho: signedText(value, 2),
        low: signedText(low, 2),
        high: signedText(high, 2),
      }),
    )
  }
  const difference = constraint?.keptMinusCut
  if (!constraint) return sentences
  const { kept, effectiveNumber } = constraint.preview
  const values = { kept: kept.length, n, older: older.name }
  if (kept.length === 0) return [...sentences, t('tour.kept.none', values)]
  if (!difference || effectiveNumber < fewestRunsForVerdict) return [...sentences, t('tour.kept.few', values)]
  return [
    ...sentences,
    t('tour.kept.some', {
      ...values,
      value: signedText(difference.value),
      low: signedText(difference.low),
      high: signedText(difference.high),
    }),
  ]
}

/** What the step brought, in one sentence that follows from the judgement. */
export function verdictSentence(
  { judgement }: Pick<JudgedStep, 'judgement'>,
  newer: Stop,
  older: Stop,
  t: Translate,
): string {
  const { mean } = judgement.comparison.differences
  return t(`tour.verdicts.${judgement.verdict}`, {
    newer: newer.name,
    older: older.name,
    value: signedText(mean.value),
    low: signedText(mean.low),
    high: signedText(mean.high),
    tolerance: judgement.tolerance.toFixed(1),
  })
}
