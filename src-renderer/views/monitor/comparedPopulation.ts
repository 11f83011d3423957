import type { MeasuredOn } from '#shared/contract/populations.ts'
import type { SpaceMark } from '#shared/charts/spaceMarks.ts'

/** The populations of a space, trained alike, as the monitor compares them. */
export interface ComparedPopulation {
  readonly name: string
  readonly mark: SpaceMark
  /** Of finished runs in percent, in the order of the sample. */
  readonly errors: readonly number[]
  /** Names in full of the populations that they are from. */
  readonly from: readonly string[]
  readonly diverged: number
  readonly measuredOn: MeasuredOn
}
