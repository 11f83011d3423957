import { atChance, type AtChance, type ChanceContext } from '#shared/refinement/chanceLevel.ts'
import { divergedReading, type DivergedReading } from '#shared/refinement/divergedRuns.ts'
import { percentText, signedText } from '#shared/format/numbers.ts'

/** A population about which, or with which, something is answered. */
export interface AnsweredPopulation {
  readonly name: string
  /** Of finished runs, percent. */
  readonly errors: readonly number[]
  readonly diverged: number
  readonly measuredOn: ChanceContext
}

type Translate = (key: string, values?: Record<string, unknown>) => string

/** That a population's errors are those of guessing; undefined where they are not. */
export function chanceText({ name, errors, measuredOn }: AnsweredPopulation, t: Translate): string | undefined {
  const found = atChance(errors, measuredOn)
  return found ? saidOfChance(name, found, t) : undefined
}

/** What diverged networks make of an answer about a pair. */
export function pairReading(newer: AnsweredPopulation, older: AnsweredPopulation): DivergedReading | null {
  const [counted, before] = [newer, older].map(({ errors, diverged }) => ({ errors, divergedCount: diverged }))
  return divergedReading(counted!, before!)
}

/** What has to be said before an answer about a pair: populations at chance, and diverged networks that could change it. */
export function pairCautions(
  newer: AnsweredPopulation,
  older: AnsweredPopulation,
  t: Translate,
  diverged = pairReading(newer, older),
): string[] {
  const chance = [newer, older].map((population) => chanceText(population, t))
  return [...chance, diverged?.matters && saidOfDiverged(newer.name, older.name, diverged, t)].filter(
    (text): text is string => typeof text === 'string',
  )
}

function saidOfChance(name: string, { extent, chancePercent, margin, told, n }: AtChance, t: Translate): string {
  const values = { name, chance: percentText(chancePercent), margin: percentText(margin), guessing: n - told, n }
  return t(`science.chance.${extent}`, values)
}

function saidOfDiverged(
  newer: string,
  older: string,
  { newer: newCount, older: oldCount, differences: { finished, counted } }: DivergedReading,
  t: Translate,
): string {
  const values = { newer, older, newCount, oldCount, finished: signedText(finished), counted: signedText(counted) }
  return t('science.divergedTurns', values)
}
