import { epochError, type EpochReport } from '#shared/training/epochMetrics.ts'

/** The report of an epoch as it is told with its event. */
export interface ToldEpoch extends EpochReport {
  /** Epochs that the run had done by the report before; 0: there was none. */
  before: number
}

/** How far a run is, as it is held in any detail. */
interface Progress {
  /** Epochs done. */
  epochs: number
  lowestErrorPercent: number | null
  durationMs: number
  errorCurve?: number[]
  curve?: EpochReport[]
}

/** The run with one more epoch; undefined: the epoch does not follow those that it has, so that it has to be read anew. */
export function withEpoch<Run extends Progress>(run: Run, { before, ...report }: ToldEpoch): Run | undefined {
  if (run.epochs !== before) return undefined
  const error = epochError(report)
  return {
    ...run,
    epochs: report.epoch + 1,
    lowestErrorPercent: Math.min(run.lowestErrorPercent ?? error, error),
    durationMs: run.durationMs + report.durationMs,
    ...(run.errorCurve && { errorCurve: [...run.errorCurve, error] }),
    ...(run.curve && { curve: [...run.curve, report] }),
  }
}
