import type { MeasuredOn } from '#shared/contract/populations.ts'
import type { SpaceMark } from '#renderer/charts/spaceMarks.ts'

/** A population as the monitor compares it. */
export interface ComparedPopulation {
  readonly name: string
  readonly mark: SpaceMark
  /** Of finished runs in percent, in the order of the sample. */
  readonly errors: readonly number[]
  readonly diverged: number
  readonly measuredOn: MeasuredOn
}
