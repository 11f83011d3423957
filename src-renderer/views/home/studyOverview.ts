import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { RunOutline } from '#shared/contract/runs.ts'
import { runStatuses, type RunCounts, type RunStatus } from '#shared/contract/scope.ts'
import type { SpaceState, StudySpace } from '#shared/contract/spaces.ts'
import { measuredOnOf } from '#shared/refinement/comparison/chanceLevel.ts'
import type { AnsweredSide } from '#shared/refinement/comparison/pairCautions.ts'
import { pooledSide } from '#shared/refinement/comparison/pooledSide.ts'
import { ancestorsOf, comparedSides, isHalved, knownSide, type Side } from '#shared/refinement/comparison/sides.ts'
import type { CurtailedPopulation } from '#shared/refinement/stopping/curtailed.ts'
import { summary } from '#shared/statistics/summary.ts'
import { spaceMarks, type SpaceMark } from '#shared/charts/spaceMarks.ts'
import { curtailedPopulation } from '#renderer/lib/populations/curtailedPopulation.ts'

/** A space of a study with the errors of its representative runs. */
export interface SpaceOverview {
  readonly id: number
  readonly parentId: number | null
  readonly name: string
  readonly state: SpaceState
  readonly mark: SpaceMark
  readonly errors: readonly number[]
  readonly numbers: { readonly n: number; readonly min: number; readonly mean: number } | undefined
  /** Names of the populations that the errors come from. */
  readonly from: readonly string[]
  /** These populations. */
  readonly curtailed: readonly CurtailedPopulation[]
  /** Comparison with the nearest ancestor that was trained alike; undefined if there is none. */
  readonly step: SpaceStep | undefined
}

/** Both sides of a comparison, with the populations that their errors come from. */
export interface SpaceStep {
  readonly newer: StepSide
  readonly older: StepSide & Pick<SpaceOverview, 'name' | 'mark'>
}
interface StepSide extends AnsweredSide, Pick<SpaceOverview, 'from' | 'curtailed'> {}

/** The path from the root to the most recently added space that is not rejected, in this order. */
export function lineageOf(
  spaces: readonly StudySpace[],
  populations: readonly PopulationSummary[],
  rowsOf: (populationId: number) => readonly RunOutline[],
): SpaceOverview[] {
  const living = spaces.filter(({ state, trashedAt }) => state !== 'rejected' && trashedAt === null)
  const marks = spaceMarks(spaces.map(({ definition }) => definition.name))
  const last = living.at(-1)
  const line = last ? [...ancestorsOf(last.id, spaces).reverse(), last] : []
  const sideOf = (side: Side<PopulationSummary>): StepSide => {
    const { errors, diverged, populations: own, sources, ending } = pooledSide(side, ({ id }) => rowsOf(id))
    return {
      ...{ errors, diverged, ending, measuredOn: measuredOnOf(own), from: sources.map(({ name }) => name) },
      curtailed: sources.map((population) => curtailedPopulation(population, rowsOf(population.id))),
    }
  }
  return line.map(({ id, parentId, state, definition: { name } }) => {
    const known = knownSide(id, spaces, populations)
    // Where the worst were dropped early, the errors do not show the space.
    const { errors, from, curtailed } =
      known && !isHalved(known) ? sideOf(known) : { errors: [], from: [], curtailed: [] }
    const sides = comparedSides(id, spaces, populations)
    const above = sides && spaces.find((space) => space.id === sides.older.spaceId)!.definition.name
    return {
      ...{ id, parentId, name, state, mark: marks.get(name)!, errors, from, curtailed },
      numbers: errors.length > 0 ? summary(errors) : undefined,
      step: sides && {
        newer: sideOf(sides.newer),
        older: { ...sideOf(sides.older), name: above!, mark: marks.get(above!)! },
      },
    }
  })
}

/** Run states that determine a study's state: the first one in this order that some run has. */
const telling: readonly RunStatus[] = ['running', 'interrupted', 'paused', 'queued', 'failed']

export interface StudyState {
  readonly status: RunStatus
  /** Number of runs that have ended, and of all runs. */
  readonly done: number
  readonly all: number
}

/** The state of a study; undefined if it has no runs. */
export function stateOf(runs: RunCounts): StudyState | undefined {
  const all = runStatuses.reduce((sum, status) => sum + runs[status], 0)
  if (all === 0) return undefined
  const status = telling.find((candidate) => runs[candidate] > 0) ?? 'finished'
  return { status, done: runs.finished + runs.diverged + runs.failed + runs.cancelled, all }
}
