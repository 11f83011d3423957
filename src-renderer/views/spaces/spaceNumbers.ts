import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { RunOutline } from '#shared/contract/runs.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { normalCdf } from '#shared/random/normalCdf.ts'
import { comparisonStreams, verdictOf } from '#shared/refinement/compareSpaces.ts'
import { pooledSide } from '#shared/refinement/pooledSide.ts'
import { comparedSides, knownSide, type Side } from '#shared/refinement/sides.ts'
import { comparePopulations, type Comparison } from '#shared/statistics/comparePopulations.ts'
import { meanOf } from '#shared/statistics/summary.ts'

/** What the runs that speak for a space say so far. */
export interface SpaceNumbers {
  /** Those that they are of, oldest first. */
  readonly populations: readonly PopulationSummary[]
  /** Of the finished runs, in percent. */
  readonly errors: readonly number[]
  readonly diverged: number
}

/** The numbers of a side; `rowsOf` gives the runs of a population that are looked at. */
export function spaceNumbers(
  side: Side<PopulationSummary>,
  rowsOf: (populationId: number) => readonly RunOutline[],
): SpaceNumbers {
  const { populations, errors, diverged } = pooledSide(side, ({ id }) => rowsOf(id))
  return { populations, errors, diverged }
}

/** A space against the nearest that it refines and that was trained alike. */
export interface SpaceStep {
  readonly newer: SpaceNumbers
  readonly older: SpaceNumbers
  readonly olderSpaceId: number
}

export interface LineageNumbers {
  /** By space: those by which it is known. */
  readonly known: ReadonlyMap<number, SpaceNumbers>
  /** By the newer space. */
  readonly steps: ReadonlyMap<number, SpaceStep>
}

/** The numbers of all spaces of a lineage that have populations, and of their comparisons. */
export function lineageNumbers(
  spaces: readonly StudySpace[],
  populations: readonly PopulationSummary[],
  rowsOf: (populationId: number) => readonly RunOutline[],
): LineageNumbers {
  const living = spaces.filter(({ trashedAt }) => trashedAt === null)
  const known = living.flatMap(({ id }) => {
    const side = knownSide(id, spaces, populations)
    return side ? [[id, spaceNumbers(side, rowsOf)] as const] : []
  })
  const steps = living.flatMap(({ id }) => {
    const sides = comparedSides(id, spaces, populations)
    if (!sides) return []
    const [newer, older] = [spaceNumbers(sides.newer, rowsOf), spaceNumbers(sides.older, rowsOf)]
    return [[id, { newer, older, olderSpaceId: sides.older.spaceId }] as const]
  })
  return { known: new Map(known), steps: new Map(steps) }
}

/** From so many runs on, means of resamples are normal to within what is shown, and drawing them would take seconds. */
const manyRuns = 500

/** The change of the mean error from parent to child, the same as compareSpaces gives it; undefined where one of them has no finished run. */
export function meanStep(
  errors: readonly number[],
  parentErrors: readonly number[],
): (Comparison & { readonly isGain: boolean }) | undefined {
  if (errors.length === 0 || parentErrors.length === 0) return undefined
  const mean =
    Math.min(errors.length, parentErrors.length) >= manyRuns
      ? normalStep(errors, parentErrors)
      : comparePopulations(errors, parentErrors, comparisonStreams.differences()).mean
  return { ...mean, isGain: verdictOf(mean, Math.min(errors.length, parentErrors.length)) === 'better' }
}

/** What the bootstrap of the difference of two means tends to. */
function normalStep(errors: readonly number[], parentErrors: readonly number[]): Comparison {
  const value = meanOf(errors) - meanOf(parentErrors)
  const deviation = Math.sqrt(varianceOfMean(errors) + varianceOfMean(parentErrors))
  const half = 1.96 * deviation
  const probabilityNewBetter = deviation > 0 ? normalCdf(-value / deviation) : value === 0 ? 0.5 : Number(value < 0)
  return { value, low: value - half, high: value + half, probabilityNewBetter }
}

function varianceOfMean(errors: readonly number[]): number {
  const mean = meanOf(errors)
  return errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / errors.length ** 2
}
