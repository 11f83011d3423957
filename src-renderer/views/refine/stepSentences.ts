import type { StepJudgement } from '#shared/refinement/comparison/judgeStep.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { thirdIds, type ThirdId } from '#shared/statistics/thirds.ts'
import { listText } from '#shared/format/lists.ts'
import { signedText } from '#shared/format/numbers.ts'
import type { Translate } from '#renderer/i18n/texts.ts'
import { meanRangeMarked, shortMark } from '#renderer/lib/meanRangeText.ts'

/** A sentence about the result of a step, shown only if its condition holds. */
interface StepSentence {
  readonly isSaid: (judgement: StepJudgement) => boolean
  readonly text: (judgement: StepJudgement, t: Translate) => string
}

type Sign = -1 | 0 | 1
/** The side of zero on which a whole range lies; 0 if it contains zero. */
export const sideOf = ({ low, high }: Pick<Interval, 'low' | 'high'>): Sign => (high < 0 ? -1 : low > 0 ? 1 : 0)

/** The sign of the difference of means; negative is better. */
const sideOfVerdict = ({ verdict }: StepJudgement): Sign => (verdict === 'better' ? -1 : verdict === 'worse' ? 1 : 0)
const differs = (judgement: StepJudgement) => sideOfVerdict(judgement) !== 0
/** The thirds whose range lies on the side of the verdict (1), on the opposite side (-1), or on neither (0). */
const thirdsOn = (judgement: StepJudgement, place: Sign): ThirdId[] =>
  thirdIds.filter((id) => sideOf(judgement.thirds[id]) * sideOfVerdict(judgement) === place)

/** Which thirds of the distribution move, in order of precedence: if the means differ, exactly one applies. */
const movements: readonly StepSentence[] = [
  {
    isSaid: (judgement) => differs(judgement) && thirdsOn(judgement, 1).length === thirdIds.length,
    text: (judgement, t) => t('refine.step.whole', { thirds: thirdsText(judgement, thirdIds, t) }),
  },
  {
    isSaid: (judgement) => thirdsOn(judgement, 1).length % thirdIds.length > 0 && thirdsOn(judgement, -1).length === 0,
    text: (judgement, t) =>
      t('refine.step.part', {
        moved: thirdsText(judgement, thirdsOn(judgement, 1), t),
        rest: thirdsText(judgement, thirdsOn(judgement, 0), t),
      }),
  },
  {
    isSaid: (judgement) => thirdsOn(judgement, -1).length > 0,
    text: (judgement, t) => t('refine.step.crossed', { opposed: thirdsText(judgement, thirdsOn(judgement, -1), t) }),
  },
  {
    isSaid: (judgement) => differs(judgement) && thirdsOn(judgement, 0).length === thirdIds.length,
    text: (_, t) => t('refine.step.nowhere'),
  },
]

/** Whether a difference of means is due to sizes or remains between networks of equal size; at most one applies. */
const sources: readonly StepSentence[] = [
  {
    isSaid: (judgement) => isSplit(judgement, (complexity, quality, side) => complexity === side && quality === 0),
    text: (judgement, t) => t('refine.step.bySize', splitValues(judgement)),
  },
  {
    isSaid: (judgement) => isSplit(judgement, (_, quality, side) => quality === side),
    text: (judgement, t) => t('refine.step.byQuality', splitValues(judgement)),
  },
  {
    isSaid: (judgement) => isSplit(judgement, (_, quality, side) => quality === -side),
    text: (judgement, t) => t('refine.step.againstQuality', splitValues(judgement)),
  },
]

/** Every sentence that can describe a step. */
export const stepSentences: readonly StepSentence[] = [...movements, ...sources]

/**
 * The sentences beside the verdict of a step: which part of the distribution moves, how sizes contribute, and the
 * meaning of the mark at ranges that may be too short.
 */
export function sentencesOfStep(judgement: StepJudgement, t: Translate): string[] {
  const said = stepSentences.filter(({ isSaid }) => isSaid(judgement)).map(({ text }) => text(judgement, t))
  return said.some((text) => text.includes(shortMark)) ? [...said, t('science.shortMean')] : said
}

/** In which respects the new space is simpler and in which not. */
export function simplicityText({ simplicity, size }: StepJudgement, t: Translate): string {
  return t(`refine.step.simplicity.${simplicity.size}.${simplicity.freedom}`, {
    from: size.before.degreesOfFreedom,
    to: size.after.degreesOfFreedom,
  })
}

function isSplit(judgement: StepJudgement, holds: (complexity: Sign, quality: Sign, side: Sign) => boolean): boolean {
  const { split } = judgement
  if (!split || !differs(judgement)) return false
  return holds(sideOf(split.complexity), sideOf(split.quality), sideOfVerdict(judgement))
}

/** Values for a step that `isSplit`. */
function splitValues({ split }: StepJudgement) {
  const { complexity, quality } = split!
  return {
    size: signedText(complexity.value),
    sizeRange: meanRangeMarked(complexity),
    quality: signedText(quality.value),
    range: meanRangeMarked(quality),
  }
}

/** "worst third −11.9 [−20.4, −3.3], middle third …" */
function thirdsText({ thirds }: StepJudgement, ids: readonly ThirdId[], t: Translate): string {
  const texts = ids.map((id) =>
    t('refine.step.third', {
      name: t(`refine.step.thirds.${id}`),
      value: signedText(thirds[id].value),
      range: meanRangeMarked(thirds[id]),
    }),
  )
  return listText(texts, t('science.language'))
}
