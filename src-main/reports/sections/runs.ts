import { countText } from '#shared/format/counts.ts'
import { fixedText } from '#shared/format/numbers.ts'
import { durationText } from '#shared/format/durations.ts'
import type { AnalysedSpace } from '../analysis.ts'
import { numeric, table } from '../figure.ts'
import { html, spaceName, type Markup } from '../markup.ts'
import type { ReportedRun } from '../studyReport.ts'
import type { Shown } from '../shown.ts'
import type { ReportTexts } from '../texts/reportTexts.ts'

/** Every run, by space and error, behind a disclosure. */
export function runsSection({ analysis, texts }: Shown): Markup | undefined {
  const said = texts.runs
  const rows = analysis.spaces.flatMap((entry) => ordered(entry).map((run) => cells(run, texts)))
  if (rows.length === 0) return undefined
  return html`<details class="runs">
    <summary>${said.show(rows.length)}</summary>
    ${table(
      [
        ...said.columns.map((title) => ({ title })),
        ...said.numbers.map(numeric),
        ...said.stages.map((title) => ({ title })),
        ...said.times.map(numeric),
        { title: said.digest },
      ],
      rows,
    )}
  </details>`
}

function ordered({ space, finished }: AnalysedSpace): readonly ReportedRun[] {
  return [...finished, ...space.runs.filter((run) => run.repeats || run.status !== 'finished')]
}

function cells(run: ReportedRun, texts: ReportTexts): (Markup | string | number)[] {
  const { stages } = run.network
  const list = (key: 'depth' | 'width' | 'bottleneckRatio' | 'groupWidth') => {
    const values = stages.map((stage) => stage[key])
    return new Set(values).size === 1 && key !== 'depth' && key !== 'width' ? String(values[0]) : values.join(' ')
  }
  return [
    run.id,
    spaceName(run.population),
    run.errorPercent === null || run.status !== 'finished'
      ? html`<span class="${run.status}">${texts.runs.status[run.status]}</span>`
      : fixedText(run.errorPercent, 2),
    countText(run.flops),
    countText(run.parameters),
    countText(run.activations),
    list('depth'),
    list('width'),
    list('bottleneckRatio'),
    list('groupWidth'),
    run.epochs.length,
    durationText(run.durationMs, texts.language),
    html`<code>${run.digest.slice(0, 12)}</code>`,
  ]
}
