import type { Translate } from '#shared/messages/translation.ts'
import { isDropped } from '#shared/sentences/exclusion.ts'
import { missed } from '#shared/statistics/ranges/interval.ts'

/** A population of whose networks some do not count because of errors that were known before all were trained. */
export interface CurtailedPopulation {
  readonly name: string
  /** Number of its networks. */
  readonly count: number
  /** Number of those that were dropped early. */
  readonly dropped: number
  /** Whether it may end early, and whether it has; absent or null: it may not. */
  readonly ending?: { readonly planned: number; readonly endedAt: number | null } | null
}

/** Number of runs that were dropped early. */
export const droppedOf = (runs: readonly { readonly exclusion: string | null }[]): number =>
  runs.filter(({ exclusion }) => isDropped(exclusion)).length

/**
 * What is to be borne in mind beside a mean, quantile or EDF of a population: that its worst networks were dropped early,
 * or that it ended early. Nothing if neither.
 */
export function curtailedTexts(population: CurtailedPopulation, t: Translate<'science'>): string[] {
  const { name, count, dropped, ending } = population
  return [
    ...(dropped > 0 ? [t('science.halving.part', { name, count, dropped })] : []),
    ...(ending && ending.endedAt !== null
      ? [t('science.ending.ended', { name, count: ending.endedAt, planned: ending.planned })]
      : []),
  ]
}

/** At which level the range of P of a comparison is, if that is not 95 %; see comparisonLevel. */
export const levelTexts = (level: number, t: Translate<'science'>): string[] =>
  level < missed ? [t('science.ending.looked', { percent: Math.round(100 - 100 * level) })] : []
