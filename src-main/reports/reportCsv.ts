import { csvFile } from '#shared/files/csvCell.ts'
import type { ReportedRun, ReportedSpace, StudyReport } from './studyReport.ts'

const columns: Record<string, (run: ReportedRun, space: ReportedSpace) => string | number> = {
  space: (_, space) => space.spaceName,
  population: (run) => run.population,
  run: (run) => run.id,
  seed: (run) => run.seed,
  status: (run) => run.status,
  repeats: (run) => (run.repeats ? 'yes' : 'no'),
  errorPercent: (run) => run.errorPercent ?? '',
  flops: (run) => run.flops,
  parameters: (run) => run.parameters,
  activations: (run) => run.activations,
  block: (run) => run.network.block,
  depths: (run) => run.network.stages.map(({ depth }) => depth).join(' '),
  widths: (run) => run.network.stages.map(({ width }) => width).join(' '),
  bottleneckRatios: (run) => run.network.stages.map(({ bottleneckRatio }) => bottleneckRatio).join(' '),
  groupWidths: (run) => run.network.stages.map(({ groupWidth }) => groupWidth).join(' '),
  epochs: (run) => run.epochs.at(-1)?.epoch ?? 0,
  durationMs: (run) => run.durationMs,
  digest: (run) => run.digest,
  exclusion: (run) => run.exclusion ?? '',
}

/** The report as CSV: one row per run, with a header. */
export function reportCsv(report: StudyReport): string {
  const rows = report.spaces.flatMap((space) =>
    space.runs.map((run) => Object.values(columns).map((cell) => cell(run, space))),
  )
  return csvFile([Object.keys(columns), ...rows])
}
