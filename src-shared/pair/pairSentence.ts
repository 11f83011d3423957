import { listText } from '#shared/format/lists.ts'
import { percentText, shortText, signedText } from '#shared/format/numbers.ts'
import type { Language } from '#shared/messages/language.ts'
import type { Translate } from '#shared/messages/translation.ts'
import type { PairSummary } from './pairSummary.ts'

/** One sentence that says what differs between two networks of these names, the second as seen from the first. */
export function pairSentence(
  { structure, flopsRatio, training, recipeKeys, error }: PairSummary,
  { first, second }: { first: string; second: string },
  t: Translate<'pair'>,
  language: Language,
): string {
  const list = listText(
    structure.map((id) => t(`pair.structure.${id}`)),
    language,
  )
  const isSameCost = Math.abs(flopsRatio - 1) < 0.005
  return t('pair.sentence', {
    structure:
      structure.length === 0 ? t('pair.builtAlike', { first, second }) : t('pair.differ', { first, second, list }),
    cost: isSameCost ? t('pair.sameFlops') : t('pair.flopsRatio', { second, ratio: shortText(flopsRatio, 3) }),
    training: t(`pair.trainings.${training}`, { count: recipeKeys }),
    error: error
      ? t(error.isDecided ? 'pair.errorDecided' : 'pair.errorUndecided', {
          ...{ second, points: signedText(error.difference.value) },
          ...{ low: signedText(error.difference.low), high: signedText(error.difference.high) },
        })
      : t('pair.noError'),
  })
}

/** An error with its 95 % range, all in percent: 31.2 (29.0 to 33.5). */
export const rangedText = (
  { value, low, high }: { value: number; low: number; high: number },
  t: Translate<'pair'>,
  of: (percent: number) => string = percentText,
): string => t('pair.ranged', { value: of(value), low: of(low), high: of(high) })
