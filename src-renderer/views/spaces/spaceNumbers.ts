import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { RunOutline } from '#shared/contract/runs.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { spaceVerdict } from '#shared/refinement/comparison/compareSpaces.ts'
import { pooledSide } from '#shared/refinement/comparison/pooledSide.ts'
import { comparedSides, knownSide, type Side } from '#shared/refinement/comparison/sides.ts'
import type { CurtailedPopulation } from '#shared/refinement/stopping/curtailed.ts'
import type { SideEnding } from '#shared/refinement/stopping/looks.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { meanDifferenceRange, type MeanRange } from '#shared/statistics/ranges/meanRange.ts'
import { curtailedPopulation } from '#renderer/lib/populations/curtailedPopulation.ts'

/** The results so far of the runs that represent a space. */
export interface SpaceNumbers {
  /** The populations that the runs belong to, oldest first. */
  readonly populations: readonly PopulationSummary[]
  /** Errors of the finished runs, in percent. */
  readonly errors: readonly number[]
  readonly diverged: number
  /** How the size of the side came about. */
  readonly ending: SideEnding
  /** The populations, as curtailedTexts asks for them. */
  readonly curtailed: readonly CurtailedPopulation[]
}

/** The numbers of a side; `rowsOf` gives the runs of a population to include. */
export function spaceNumbers(
  side: Side<PopulationSummary>,
  rowsOf: (populationId: number) => readonly RunOutline[],
): SpaceNumbers {
  const { sources, errors, diverged, ending } = pooledSide(side, ({ id }) => rowsOf(id))
  const curtailed = sources.map((population) => curtailedPopulation(population, rowsOf(population.id)))
  return { populations: sources, errors, diverged, ending, curtailed }
}

/** A space compared with its nearest ancestor that was trained alike. */
export interface SpaceStep {
  readonly newer: SpaceNumbers
  readonly older: SpaceNumbers
  readonly olderSpaceId: number
}

export interface LineageNumbers {
  /** By space id: the numbers that represent it. */
  readonly known: ReadonlyMap<number, SpaceNumbers>
  /** By the id of the newer space. */
  readonly steps: ReadonlyMap<number, SpaceStep>
}

/** The numbers of all spaces of a lineage that have populations, and their comparisons. */
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

/** The change from a parent to its child, as computed by compareSpaces. */
export interface StepChange {
  readonly beats: Interval
  readonly meanDifference: MeanRange
  readonly isGain: boolean
}

/** How the errors change from parent to child, at a level as for compareSpaces; undefined if either has no finished run. */
export function stepChange(
  errors: readonly number[],
  parentErrors: readonly number[],
  level?: number,
): StepChange | undefined {
  if (errors.length === 0 || parentErrors.length === 0) return undefined
  const { verdict, beats } = spaceVerdict(errors, parentErrors, level)
  return { beats, meanDifference: meanDifferenceRange(errors, parentErrors), isGain: verdict === 'better' }
}
