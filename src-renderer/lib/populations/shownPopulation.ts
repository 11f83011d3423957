import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { RunOutline, RunRow } from '#shared/contract/runs.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { NamedPopulation } from './populationNames.ts'

/** A population with its runs, named and marked among those that are shown with it. */
export interface ShownPopulation<Row extends RunOutline = RunRow> extends NamedPopulation {
  readonly id: number
  readonly summary: PopulationSummary
  readonly space: StudySpace
  /** Null: the study that is looked at. */
  readonly studyName: string | null
  readonly rows: readonly Row[]
  /** Whether all rows are here. */
  readonly isComplete: boolean
}
