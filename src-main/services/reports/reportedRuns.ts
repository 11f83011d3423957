import type { ReportedRun } from '#main/reports/studyReport.ts'
import type { RunWithEpochs } from '../runs/runs.ts'

/** A run as reported, of the population of that name; undefined: it was never brought to an end. */
export function reportedRun(run: RunWithEpochs, population: string): ReportedRun | undefined {
  const { status } = run
  if (status !== 'finished' && status !== 'diverged' && status !== 'failed') return undefined
  return {
    id: `${run.id}`,
    seed: run.seed,
    population,
    network: run.network,
    draw: run.draw,
    flops: run.flops,
    parameters: run.parameters,
    activations: run.activations,
    status,
    errorPercent: status === 'finished' ? run.errorPercent : null,
    exclusion: run.exclusion,
    epochs: run.epochs.map((one) => ({ ...one, epoch: one.epoch + 1 })),
    durationMs: run.durationMs,
    digest: run.digest ?? '',
  }
}

/** When a study was trained, by the clock of its machine. */
interface TrainingTime {
  /** ISO 8601. */
  startedAt: string | null
  /** In which at least one run trained: pauses and the machine's standby are no part of it. */
  durationMs: number | null
}

/** No run can be older than the method that it belongs to. */
const earliest = Date.UTC(2020, 0)

/** When runs were trained; nothing is said where the clock had stopped or was set back while they were. */
export function trainingTime(
  runs: readonly Pick<RunWithEpochs, 'createdAt' | 'startedAt' | 'finishedAt' | 'durationMs'>[],
): TrainingTime {
  const begun = Math.min(...runs.map(({ startedAt, createdAt }) => startedAt ?? createdAt))
  const ended = runs.flatMap(({ startedAt, finishedAt, durationMs }) =>
    startedAt !== null && finishedAt !== null ? [{ startedAt, finishedAt, durationMs }] : [],
  )
  const isHonest = begun >= earliest && begun < Infinity && ended.every((run) => run.finishedAt >= run.startedAt)
  // When within its span a run stood still is not known; that it trained so long up to its end is nearest.
  const spans = ended
    .map(({ startedAt, finishedAt, durationMs }) => [Math.max(startedAt, finishedAt - durationMs), finishedAt] as const)
    .sort(([a], [b]) => a - b)
  return isHonest
    ? { startedAt: new Date(begun).toISOString(), durationMs: covered(spans) }
    : { startedAt: null, durationMs: null }
}

/** How much of time the spans cover, which are sorted by their starts. */
function covered(spans: readonly (readonly [number, number])[]): number {
  let sum = 0
  let reached = -Infinity
  for (const [start, end] of spans) {
    sum += Math.max(0, end - Math.max(start, reached))
    reached = Math.max(reached, end)
  }
  return sum
}
