import type { MeasuredOn } from '#shared/contract/populations.ts'
import type { SideEnding } from '#shared/refinement/stopping/looks.ts'
import type { SpaceMark } from '#shared/charts/spaceMarks.ts'

/** The populations of one space that were trained alike, as compared by the monitor. */
export interface ComparedPopulation {
  readonly name: string
  readonly mark: SpaceMark
  /** Errors of finished runs in percent, in sample order. */
  readonly errors: readonly number[]
  /** Full names of the populations that the errors come from. */
  readonly from: readonly string[]
  readonly diverged: number
  readonly measuredOn: MeasuredOn
  /** How its size came about. */
  readonly ending: SideEnding
}
