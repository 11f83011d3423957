import type { StepJudgement } from '#shared/refinement/comparison/judgeStep.ts'
import type { CorrectedVerdict } from '#shared/refinement/tried/correctedVerdict.ts'
import { triedText } from '#shared/refinement/tried/triedText.ts'
import type { Refinement } from '#shared/refinement/steps/refinement.ts'
import { isSimpler } from '#shared/refinement/steps/simplicity.ts'
import { knownSize, type SpaceSize } from '#shared/refinement/size/spaceSize.ts'
import type { Suggestion } from '#shared/refinement/evidence/suggestConstraints.ts'
import { exponentText, fixedText, roughText, signedText } from '#shared/format/numbers.ts'
import { probabilityText } from '#shared/format/probabilities.ts'
import type { Translate } from '#renderer/i18n/texts.ts'
import { meanRangeText } from '#renderer/lib/meanRangeText.ts'
import { questionText, statementText } from '#shared/refinement/steps/refinementText.ts'
import type { WeighedRefinement } from '#shared/analysis/evidenceTasks.ts'

interface Decided {
  readonly judgement: StepJudgement
  /** Absent: the study has tried no other refinement. */
  readonly corrected?: CorrectedVerdict | undefined
  readonly newer: string
  readonly older: string
  readonly choice: Refinement | null
  readonly decision: 'accepted' | 'rejected'
}

/** The reason as derived from the numbers: the constraint, its effect on the errors and the size, and the certainty. */
export function reasonOf({ judgement, corrected, newer, older, choice, decision }: Decided, t: Translate): string {
  const { comparison, size } = judgement
  const { beats, meanDifference: mean } = comparison
  const { before, after } = size
  const changes = [
    ['size', powerText(before, t), powerText(after, t)],
    ['freedom', before.degreesOfFreedom, after.degreesOfFreedom],
  ] as const
  const sentences = [
    choice && t('refine.reason.asked', { newer, older, statement: statementText(choice, t) }),
    t(`refine.reason.verdicts.${judgement.verdict}`, {
      value: signedText(mean.value),
      range: meanRangeText(mean, t),
      p: probabilityText(beats.value),
      pLow: probabilityText(beats.low),
      pHigh: probabilityText(beats.high),
      newN: comparison.newer.n,
      oldN: comparison.older.n,
      ks: fixedText(comparison.kolmogorovSmirnov.distance, 2),
    }),
    corrected ? triedText(corrected, t) : null,
    ...changes.map(([what, before, after]) =>
      t(`refine.reason.${what}.${before === after ? 'kept' : 'changed'}`, { before, after }),
    ),
    comparison.needed && t('refine.reason.needed', { perSpace: roughText(comparison.needed.perSpace) }),
    t(`refine.reason.${decision}`, { newer, older }),
  ]
  return sentences.filter((sentence) => sentence !== null).join(' ')
}

/** "10^15.8"; for a space of which no draw gave a network, the upper bound. */
function powerText(size: SpaceSize, t: Translate): string {
  const { log10, by } = knownSize(size)
  const text = exponentText(log10)
  return by === 'upperEnd' ? t('refine.reason.atMost', { size: text }) : `10^${text}`
}

/** Why no constraint was chosen: how many were weighed, and the best of them. */
export function nothingReason(
  { space, n, suggestions }: { space: string; n: number; suggestions: readonly Suggestion[] },
  t: Translate,
): string {
  const first = suggestions[0]
  const difference = first?.evidence.keptMinusAll
  const looked = t('refine.reason.nothing', { space, n, count: suggestions.length })
  if (!first || !difference || !Number.isFinite(difference.low)) return looked
  const best = t('refine.reason.nothingBest', {
    question: questionText(first.refinement, t),
    value: signedText(difference.value),
    range: meanRangeText(difference, t),
  })
  return `${looked} ${best}`
}

/** The numbers shown at the time of the decision, for the study's log. */
export function evidenceOf({
  choice,
  weighed,
  judgement,
  corrected,
  populations,
}: {
  choice: Refinement | null
  weighed: WeighedRefinement | undefined
  judgement: StepJudgement | undefined
  /** The verdict corrected for all refinements tried; absent: there are no others. */
  corrected?: CorrectedVerdict | undefined
  /** Names of the populations that the measured numbers come from. */
  populations?: { readonly newer: readonly string[]; readonly older: readonly string[] }
}): Record<string, unknown> {
  const { comparison } = judgement ?? {}
  return {
    refinement: choice,
    expected: weighed && {
      status: weighed.evidence.status,
      kept: weighed.evidence.preview.kept.length,
      cut: weighed.evidence.preview.cut.length,
      effectiveNumber: weighed.evidence.preview.effectiveNumber,
      beats: weighed.evidence.beats,
      keptMinusAll: weighed.evidence.keptMinusAll,
      keptMinusCut: weighed.evidence.keptMinusCut,
      log10Before: weighed.size.before.log10,
      log10After: weighed.size.after.log10,
    },
    measured: judgement && {
      populations,
      verdict: judgement.verdict,
      ...(corrected && { corrected }),
      simpler: isSimpler(judgement.simplicity),
      simplicity: judgement.simplicity,
      thirds: judgement.thirds,
      newer: comparison?.newer,
      older: comparison?.older,
      beats: comparison?.beats,
      meanDifference: comparison?.meanDifference,
      kolmogorovSmirnov: comparison?.kolmogorovSmirnov,
      decidedSince: comparison?.decidedSince,
      log10Before: judgement.size.before.log10,
      log10After: judgement.size.after.log10,
    },
  }
}
