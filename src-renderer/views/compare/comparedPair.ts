import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { defaultPair, referenceOf } from '#shared/refinement/comparison/lineageOrder.ts'
import { headlineSides } from '#shared/refinement/comparison/sides.ts'
import type { ComparedSide } from './shownSides.ts'

export interface ComparedPair {
  readonly newer: ComparedSide
  readonly older: ComparedSide
}

/**
 * The pair that the screen compares: the sides of the named populations, newer first; if none are named, the headline
 * comparison of the shown ones. `sides` are in lineage order; `own` are the shown populations that belong to the study
 * of `spaces`.
 */
export function comparedPair(
  sides: readonly ComparedSide[],
  [newerId, olderId]: readonly number[],
  spaces: readonly StudySpace[],
  own: readonly PopulationSummary[],
): ComparedPair | undefined {
  const named = (id: number | undefined) => sides.find(({ populations }) => populations.some((one) => one.id === id))
  const start = newerId === undefined ? defaultPair(sides, spaces, headlineSides(spaces, own)) : undefined
  const newer = named(newerId) ?? start?.newer ?? sides.at(-1)
  if (!newer) return undefined
  const given = named(olderId) ?? start?.older
  const reference = given === newer ? undefined : given
  const older = reference ?? referenceOf(newer, sides, spaces) ?? sides.find((side) => side !== newer)
  return older && { newer, older }
}
