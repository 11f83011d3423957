import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { RunOutline, RunRow } from '#shared/contract/runs.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { NamedPopulation } from './populationNames.ts'

/** A population with its runs, and with a name and mark that are unique among those shown together. */
export interface ShownPopulation<Row extends RunOutline = RunRow> extends NamedPopulation {
  readonly id: number
  readonly summary: PopulationSummary
  readonly space: StudySpace
  /** Null: the current study. */
  readonly studyName: string | null
  readonly rows: readonly Row[]
  /** Whether all rows have been read. */
  readonly isComplete: boolean
}
