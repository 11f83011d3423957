import type { EpochReport } from '#shared/training/epochMetrics.ts'
import { quantile } from '#shared/statistics/summary.ts'

/** So many of the last readings tell the speed: the machine may be busier than it was. */
const readings = 3

/**
 * Milliseconds of an epoch of this run, by the last readings of its curve; undefined before the first. A reading tells of
 * all epochs since the one before it. The middle one counts: the machine may have slept during another.
 */
export function epochDuration(curve: readonly EpochReport[]): number | undefined {
  const before = [undefined, ...curve].slice(-readings - 1)
  const times = curve
    .slice(-readings)
    .map(({ epoch, durationMs }, i) => durationMs / (epoch - (before[i]?.epoch ?? -1)))
    .filter((time) => time > 0)
  return times.length > 0 ? quantile(times, 0.5) : undefined
}
