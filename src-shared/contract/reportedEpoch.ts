import { epochError, type EpochReport } from '#shared/training/epochMetrics.ts'

/** The report of an epoch, as sent with its event. */
export interface ReportedEpoch extends EpochReport {
  /** Number of epochs the run had done at the previous report; 0 if there was none. */
  before: number
}

/** A run's progress, at any level of detail. */
interface Progress {
  /** Epochs done. */
  epochs: number
  lowestErrorPercent: number | null
  durationMs: number
  errorCurve?: number[]
  curve?: EpochReport[]
}

/**
 * The run with one more epoch; undefined if the epoch does not follow the run's last one, so that the run must be
 * reloaded.
 */
export function withEpoch<Run extends Progress>(run: Run, { before, ...report }: ReportedEpoch): Run | undefined {
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
