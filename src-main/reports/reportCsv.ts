import type { ReportedRun, ReportedSpace, StudyReport } from './studyReport.ts'

const columns: Record<string, (run: ReportedRun, space: ReportedSpace) => string | number> = {
  space: (_, space) => space.name,
  run: (run) => run.id,
  status: (run) => run.status,
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
}

/** One row per run with a header, as RFC 4180: commas, CRLF, fields with separators in double quotes. */
export function reportCsv(report: StudyReport): string {
  const rows = report.spaces.flatMap((space) =>
    space.runs.map((run) => Object.values(columns).map((cell) => field(cell(run, space)))),
  )
  return [Object.keys(columns), ...rows].map((row) => `${row.join(',')}\r\n`).join('')
}

/** Text that a spreadsheet would take for a formula is led by an apostrophe. */
function field(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
