import type { Ending } from '#shared/contract/ending.ts'
import type { Translate } from '#shared/messages/translation.ts'
import { comparisonLevel, type SideEnding } from '#shared/refinement/stopping/looks.ts'
import { missed } from '#shared/statistics/ranges/interval.ts'

/** A side of a comparison with its populations. */
interface Side {
  readonly ending: SideEnding
  readonly populations: readonly { readonly name: string; readonly ending: Ending | null }[]
}

/** What a comparison says of populations that may end early: which did, and at which level it therefore is. */
export function endingTexts(newer: Side, older: Side, t: Translate<'science'>): string[] {
  const ended = [...older.populations, ...newer.populations].flatMap(({ name, ending }) =>
    ending && ending.endedAt !== null
      ? [t('science.ending.ended', { name, count: ending.endedAt, planned: ending.planned })]
      : [],
  )
  const level = comparisonLevel(newer, older)
  return level < missed ? [...ended, t('science.ending.looked', { percent: Math.round(100 - 100 * level) })] : ended
}
