import type { RunEpoch } from '#shared/contract/runs.ts'

/** So many of the last readings tell the speed: the machine may be busier than it was. */
const readings = 3

/**
 * Milliseconds of an epoch of this run, by the last readings of its curve; undefined before the first. A reading tells of
 * all epochs since the one before it.
 */
export function epochDuration(curve: readonly RunEpoch[]): number | undefined {
  const last = curve.slice(-readings)
  const start = curve.at(-readings - 1)?.epoch ?? -1
  const epochs = (last.at(-1)?.epoch ?? -1) - start
  const duration = last.reduce((sum, { durationMs }) => sum + durationMs, 0)
  return epochs > 0 && duration > 0 ? duration / epochs : undefined
}
