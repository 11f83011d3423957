import { csvFile } from '#shared/files/csvCell.ts'
import { tagsText } from '#shared/results/tagList.ts'
import { lawsOf, sweptKeys } from '#shared/training/recipeSweep.ts'
import type { ReportedRun, ReportedSpace, StudyReport } from './studyReport.ts'

const columns: Record<string, (run: ReportedRun, space: ReportedSpace) => string | number> = {
  space: (_, space) => space.spaceName,
  population: (run) => run.population,
  run: (run) => run.id,
  seed: (run) => run.seed ?? '',
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
  epochs: (run) => (run.origin ? (run.origin.epochs ?? '') : (run.epochs.at(-1)?.epoch ?? 0)),
  durationMs: (run) => (run.origin ? '' : run.durationMs),
  digest: (run) => run.digest,
  exclusion: (run) => run.exclusion ?? '',
  // With these a network is complete, and the file can be brought in again as it is.
  strides: (run) => run.network.stages.map(({ stride }) => stride).join(' '),
  kernels: (run) =>
    run.network.stages
      .map(({ kernel }) => kernel ?? '')
      .join(' ')
      .trim(),
  stem: (run) => run.network.stem,
  stemWidth: (run) => run.network.stemWidth,
  headWidth: (run) => run.network.headWidth,
  seRatio: (run) => run.network.seRatio,
  activation: (run) => run.network.activation,
  bnEpsilon: (run) => run.network.bnEpsilon,
  imageSize: (run) => run.network.imageSize,
  classes: (run) => run.network.classes,
  depth: (run) => run.draw?.regNet?.depth ?? '',
  initialWidth: (run) => run.draw?.regNet?.initialWidth ?? '',
  widthSlope: (run) => run.draw?.regNet?.widthSlope ?? '',
  widthMultiplier: (run) => run.draw?.regNet?.widthMultiplier ?? '',
  lineBottleneckRatio: (run) => run.draw?.regNet?.bottleneckRatio ?? '',
  lineGroupWidth: (run) => run.draw?.regNet?.groupWidth ?? '',
  top5ErrorPercent: (run) => run.origin?.top5ErrorPercent ?? '',
  errorCurve: (run) => (run.origin?.errorCurve ?? run.epochs.map((epoch) => epoch.validationErrorPercent)).join(' '),
  tags: (run) => tagsText(run.tags),
  note: (run) => run.note,
  ...Object.fromEntries(sweptKeys.map((key) => [`recipe.${key}`, (run: ReportedRun) => run.recipeDraw?.[key] ?? ''])),
}

/** The report as CSV: one row per run, with a header; of a recipe's values those drawn for any of the runs. */
export function reportCsv(report: StudyReport): string {
  const drawn = new Set(report.spaces.flatMap(({ sweep }) => lawsOf(sweep).map(([key]) => `recipe.${key}`)))
  const shown = Object.entries(columns).filter(([id]) => !id.startsWith('recipe.') || drawn.has(id))
  const rows = report.spaces.flatMap((space) => space.runs.map((run) => shown.map(([, cell]) => cell(run, space))))
  return csvFile([shown.map(([id]) => id), ...rows])
}
