import type { TimedNetwork } from '#shared/timing/timeFits.ts'
import { readTimes, type TimeReading } from '#shared/timing/timeReading.ts'

/** Times in milliseconds of passes over `batchSize` images, all of one device and mode. */
export interface TimesToRead {
  readonly networks: readonly TimedNetwork[]
  readonly batchSize: number
}

/** Analyses of measured times. */
export const timingTasks = {
  /** In the order of the groups; null for one with too few networks. */
  readTimes: ({ groups }: { groups: readonly TimesToRead[] }): (TimeReading | null)[] =>
    groups.map(({ networks, batchSize }) => readTimes(networks, batchSize) ?? null),
}
