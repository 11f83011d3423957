import { countText } from '#shared/format/counts.ts'
import { fixedText } from '#shared/format/numbers.ts'
import { durationText } from '#shared/format/durations.ts'
import type { AnalysedSpace } from '../analysis.ts'
import { numeric, table } from '../figure.ts'
import { html, spaceName, type Markup } from '../markup.ts'
import type { ReportedRun } from '../studyReport.ts'
import type { Shown } from '../shown.ts'
import type { ReportTexts } from '../texts/reportTexts.ts'

/** Every run by space and error, in a collapsible table. */
export function runsSection({ analysis, texts }: Shown): Markup | undefined {
  const { t } = texts
  const rows = analysis.spaces.flatMap((entry) => ordered(entry).map((run) => cells(run, texts)))
  if (rows.length === 0) return undefined
  return html`<details class="runs">
    <summary>${t('report.runs.show', { count: rows.length })}</summary>
    ${table(
      [
        { title: t('report.runs.run') },
        { title: t('report.runs.space') },
        numeric(t('report.runs.error')),
        ...(['flops', 'parameters', 'activations'] as const).map((id) => numeric(t(`science.parameters.${id}`))),
        ...[t('report.runs.depths'), t('report.runs.widths'), 'b', 'g'].map((title) => ({ title })),
        numeric(t('report.runs.epochs')),
        numeric(t('report.runs.time')),
        { title: t('report.runs.digest') },
      ],
      rows,
    )}
  </details>`
}

function ordered({ space, finished }: AnalysedSpace): readonly ReportedRun[] {
  const isFinished = new Set<ReportedRun>(finished)
  return [...finished, ...space.runs.filter((run) => !isFinished.has(run))]
}

/** A run's error, or its status. */
const result = (run: ReportedRun, { t }: ReportTexts): Markup =>
  run.errorPercent === null || run.status !== 'finished'
    ? html`<span class="${run.status}">${t(`report.runs.states.${run.status}`)}</span>`
    : html`${fixedText(run.errorPercent, 2)}`

function cells(run: ReportedRun, texts: ReportTexts): (Markup | string | number)[] {
  const { stages } = run.network
  const list = (key: 'depth' | 'width' | 'bottleneckRatio' | 'groupWidth') => {
    const values = stages.map((stage) => stage[key])
    return new Set(values).size === 1 && key !== 'depth' && key !== 'width' ? String(values[0]) : values.join(' ')
  }
  return [
    run.id,
    spaceName(run.population),
    run.exclusion === null
      ? result(run, texts)
      : html`<del>${result(run, texts)}</del>
          <small>${texts.t('report.runs.excluded', { reason: run.exclusion })}</small>`,
    countText(run.flops),
    countText(run.parameters),
    countText(run.activations),
    list('depth'),
    list('width'),
    list('bottleneckRatio'),
    list('groupWidth'),
    run.origin ? (run.origin.epochs ?? '–') : run.epochs.length,
    run.origin ? '–' : durationText(run.durationMs, texts.language),
    html`<code>${run.digest.slice(0, 12)}</code>`,
  ]
}
