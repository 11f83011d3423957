import type { PopulationSummary } from '#shared/contract/populations.ts'
import { runStatuses, type RunCounts, type RunStatus } from '#shared/contract/scope.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import type { SpaceState, StudySpace } from '#shared/contract/spaces.ts'
import { summary } from '#shared/statistics/summary.ts'
import { spaceMarks, type SpaceMark } from '#renderer/charts/spaceMarks.ts'

/** A space of a study with the errors of its last population that has any. */
export interface SpaceOverview {
  readonly id: number
  readonly parentId: number | null
  readonly name: string
  readonly state: SpaceState
  readonly mark: SpaceMark
  readonly errors: readonly number[]
  /** By which these errors came about. */
  readonly plan: StudyPlan | undefined
  readonly numbers: { readonly n: number; readonly min: number; readonly mean: number } | undefined
}

/** The line from the root to the space that was added last and not rejected, in this order. */
export function lineageOf(
  spaces: readonly StudySpace[],
  populations: readonly PopulationSummary[],
  errorsOf: (populationId: number) => readonly number[],
): SpaceOverview[] {
  const living = spaces.filter(({ state, trashedAt }) => state !== 'rejected' && trashedAt === null)
  const marks = spaceMarks(spaces.map(({ definition }) => definition.name))
  const line: StudySpace[] = []
  for (let space = living.at(-1); space;) {
    line.unshift(space)
    const { parentId } = space
    space = spaces.find(({ id }) => id === parentId)
  }
  return line.map(({ id, parentId, state, definition: { name } }) => {
    const own = populations.filter((population) => population.spaceId === id && population.trashedAt === null)
    const measured = own.findLast((population) => errorsOf(population.id).length > 0)
    const errors = measured ? errorsOf(measured.id) : []
    const numbers = errors.length > 0 ? summary(errors) : undefined
    return { id, parentId, name, state, mark: marks.get(name)!, errors, plan: measured?.plan, numbers }
  })
}

/** What of a study's runs says how it stands: the first state in this order that some run is in. */
const telling: readonly RunStatus[] = ['running', 'interrupted', 'paused', 'queued', 'failed']

export interface StudyState {
  readonly status: RunStatus
  /** Runs that are over, and all. */
  readonly done: number
  readonly all: number
}

/** How a study stands; undefined: it has no runs. */
export function stateOf(runs: RunCounts): StudyState | undefined {
  const all = runStatuses.reduce((sum, status) => sum + runs[status], 0)
  if (all === 0) return undefined
  const status = telling.find((candidate) => runs[candidate] > 0) ?? 'finished'
  return { status, done: runs.finished + runs.diverged + runs.failed + runs.cancelled, all }
}
