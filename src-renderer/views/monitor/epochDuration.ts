import type { EpochReport } from '#shared/training/epochMetrics.ts'
import { quantile } from '#shared/statistics/summary.ts'

/** Number of latest readings used for the speed; earlier ones may have been taken under another load. */
const readings = 3

/**
 * Milliseconds per epoch of this run, from the last readings of its curve; undefined before the first. A reading covers
 * all epochs since the previous one. Takes the median, since the machine may have slept during one of them.
 */
export function epochDuration(curve: readonly EpochReport[]): number | undefined {
  const before = [undefined, ...curve].slice(-readings - 1)
  const times = curve
    .slice(-readings)
    .map(({ epoch, durationMs }, i) => durationMs / (epoch - (before[i]?.epoch ?? -1)))
    .filter((time) => time > 0)
  return times.length > 0 ? quantile(times, 0.5) : undefined
}
