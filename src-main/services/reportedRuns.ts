import type { ReportedRun } from '#main/reports/studyReport.ts'
import type { RunWithEpochs } from './runs.ts'

/** A run as reported; undefined: it was never brought to an end. */
export function reportedRun(run: RunWithEpochs): ReportedRun | undefined {
  const { status } = run
  if (status !== 'finished' && status !== 'diverged' && status !== 'failed') return undefined
  return {
    id: `${run.id}`,
    network: run.network,
    flops: run.flops,
    parameters: run.parameters,
    activations: run.activations,
    status,
    errorPercent: status === 'finished' ? run.errorPercent : null,
    epochs: run.epochs.map((one) => ({ ...one, epoch: one.epoch + 1 })),
    durationMs: run.durationMs,
    digest: run.digest ?? '',
  }
}

/** Milliseconds in which at least one run was under way. */
export function timeCovered(runs: readonly RunWithEpochs[]): number {
  const spans = runs
    .flatMap(({ startedAt, finishedAt }) =>
      startedAt !== null && finishedAt !== null ? [[startedAt, finishedAt] as const] : [],
    )
    .sort(([a], [b]) => a - b)
  let covered = 0
  let reached = -Infinity
  for (const [start, end] of spans) {
    covered += Math.max(0, end - Math.max(start, reached))
    reached = Math.max(reached, end)
  }
  return covered
}
