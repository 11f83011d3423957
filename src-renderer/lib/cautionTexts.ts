import { atChance, type AtChance } from '#shared/refinement/comparison/chanceLevel.ts'
import type { DivergedReading } from '#shared/refinement/comparison/divergedRuns.ts'
import { pairCautions, type AnsweredSide, type PairCautions } from '#shared/refinement/comparison/pairCautions.ts'
import { percentText, signedText } from '#shared/format/numbers.ts'
import type { Translate } from '#shared/messages/translation.ts'

/** One population of a comparison. */
export interface AnsweredPopulation extends AnsweredSide {
  readonly name: string
}
type Named = Pick<AnsweredPopulation, 'name'>

/** A caution that a population's errors are at chance level; undefined if they are not. */
export function chanceText(
  { name, errors, measuredOn }: AnsweredPopulation,
  t: Translate<'science'>,
): string | undefined {
  const found = atChance(errors, measuredOn)
  return found ? saidOfChance(name, found, t) : undefined
}

/**
 * The cautions to show before the answer about a pair: populations at chance level, and diverged networks that could
 * change it.
 */
export const pairCautionTexts = (
  newer: AnsweredPopulation,
  older: AnsweredPopulation,
  t: Translate<'science'>,
): string[] => cautionTexts(newer, older, pairCautions(newer, older), t)

/** The same from cautions already computed, which takes thousands of resamples. */
export function cautionTexts(
  newer: Named,
  older: Named,
  { chance, diverged }: PairCautions,
  t: Translate<'science'>,
): string[] {
  return [
    chance.newer && saidOfChance(newer.name, chance.newer, t),
    chance.older && saidOfChance(older.name, chance.older, t),
    diverged?.matters && saidOfDiverged(newer.name, older.name, diverged, t),
  ].filter((text): text is string => typeof text === 'string')
}

function saidOfChance(
  name: string,
  { extent, chancePercent, margin, distinguished, n }: AtChance,
  t: Translate<'science'>,
): string {
  const values = {
    name,
    chance: percentText(chancePercent),
    margin: percentText(margin),
    guessing: n - distinguished,
    n,
  }
  return t(`science.chance.${extent}`, values)
}

function saidOfDiverged(
  newer: string,
  older: string,
  { newer: newCount, older: oldCount, differences: { finished, counted } }: DivergedReading,
  t: Translate<'science'>,
): string {
  const values = { newer, older, newCount, oldCount, finished: signedText(finished), counted: signedText(counted) }
  return t('science.divergedTurns', values)
}
