import { shallowRef } from 'vue'
import type { TimingConditions } from '#shared/timing/timing.ts'

/** The measured times that the screen shows: all of equal conditions. */
export interface ShownTimes {
  readonly conditions: TimingConditions
  /** Median milliseconds of a pass, by run. */
  readonly ms: ReadonlyMap<number, number>
}

/** Those chosen; undefined if the networks shown have none. Numbers of runs read it, so that whatever shows them follows. */
export const shownTimes = shallowRef<ShownTimes>()
