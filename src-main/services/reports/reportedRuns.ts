import { exclusionText, isDropped } from '#shared/sentences/exclusion.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import type { ReportedRun } from '#main/reports/studyReport.ts'
import type { RunWithEpochs } from '../runs/runs.ts'

/**
 * A run as reported, for the population of that name, its exclusion in the report's language; undefined if the run never
 * ended.
 */
export function reportedRun(
  run: RunWithEpochs,
  population: string,
  say: (said: Sentence) => string,
): ReportedRun | undefined {
  const status = isDropped(run.exclusion) ? 'dropped' : run.status
  if (status !== 'finished' && status !== 'diverged' && status !== 'failed' && status !== 'dropped') return undefined
  return {
    id: `${run.id}`,
    seed: run.origin ? run.origin.seed : run.seed,
    population,
    network: run.network,
    draw: run.draw,
    ...(run.recipeDraw && { recipeDraw: run.recipeDraw }),
    flops: run.flops,
    parameters: run.parameters,
    activations: run.activations,
    status,
    errorPercent: status === 'finished' ? run.errorPercent : null,
    exclusion: run.exclusion === null ? null : exclusionText(run.exclusion, say),
    ...{ tags: run.tags, note: run.note },
    epochs: run.epochs.map((one) => ({ ...one, epoch: one.epoch + 1 })),
    durationMs: run.durationMs,
    digest: run.digest ?? '',
    ...(run.timings &&
      run.timings.length > 0 && { timings: run.timings.map(({ conditions, time }) => ({ conditions, time })) }),
    ...(run.origin && { origin: run.origin }),
  }
}

/** When a study was trained, by its machine's clock. */
interface TrainingTime {
  /** ISO 8601. */
  startedAt: string | null
  /** Time during which at least one run trained, without pauses and standby. */
  durationMs: number | null
}

/** Runs cannot be older than the RegNet paper. */
const earliest = Date.UTC(2020, 0)

/** When runs were trained; null fields if the clock was stopped or set back meanwhile. */
export function trainingTime(
  runs: readonly Pick<RunWithEpochs, 'createdAt' | 'startedAt' | 'finishedAt' | 'durationMs'>[],
): TrainingTime {
  const begun = Math.min(...runs.map(({ startedAt, createdAt }) => startedAt ?? createdAt))
  const ended = runs.flatMap(({ startedAt, finishedAt, durationMs }) =>
    startedAt !== null && finishedAt !== null ? [{ startedAt, finishedAt, durationMs }] : [],
  )
  const isHonest = begun >= earliest && begun < Infinity && ended.every((run) => run.finishedAt >= run.startedAt)
  // When a run paused within its span is unknown; assuming that it trained without pause up to its end is the best
  // guess.
  const spans = ended
    .map(({ startedAt, finishedAt, durationMs }) => [Math.max(startedAt, finishedAt - durationMs), finishedAt] as const)
    .sort(([a], [b]) => a - b)
  return isHonest
    ? { startedAt: new Date(begun).toISOString(), durationMs: covered(spans) }
    : { startedAt: null, durationMs: null }
}

/** The length of the union of the spans, which are sorted by start. */
function covered(spans: readonly (readonly [number, number])[]): number {
  let sum = 0
  let reached = -Infinity
  for (const [start, end] of spans) {
    sum += Math.max(0, end - Math.max(start, reached))
    reached = Math.max(reached, end)
  }
  return sum
}
