import { countText, fixedText } from '#renderer/charts/numberText.ts'
import type { Analysis, AnalysedSpace } from '../analysis.ts'
import { numeric, table } from '../figure.ts'
import { html, spaceName, type Markup } from '../markup.ts'
import type { ReportedRun } from '../studyReport.ts'
import { counted, durationText } from '../wording.ts'

/** Every run, by space and error, behind a disclosure. */
export function runsSection({ spaces }: Analysis): Markup | undefined {
  const rows = spaces.flatMap((entry) => ordered(entry).map((run) => cells(entry, run)))
  if (rows.length === 0) return undefined
  return html`<details class="runs">
    <summary>Show ${counted(rows.length, 'run')}</summary>
    ${table(
      [
        { title: 'Run' },
        { title: 'Space' },
        numeric('error %'),
        numeric('FLOPs'),
        numeric('parameters'),
        numeric('activations'),
        { title: 'depths' },
        { title: 'widths' },
        { title: 'b' },
        { title: 'g' },
        numeric('epochs'),
        numeric('time'),
        { title: 'digest' },
      ],
      rows,
    )}
  </details>`
}

function ordered({ space, finished }: AnalysedSpace): readonly ReportedRun[] {
  return [...finished, ...space.runs.filter((run) => run.status !== 'finished')]
}

function cells({ space }: AnalysedSpace, run: ReportedRun): (Markup | string | number)[] {
  const { stages } = run.network
  const list = (key: 'depth' | 'width' | 'bottleneckRatio' | 'groupWidth') => {
    const values = stages.map((stage) => stage[key])
    return new Set(values).size === 1 && key !== 'depth' && key !== 'width' ? String(values[0]) : values.join(' ')
  }
  return [
    run.id,
    spaceName(space.name),
    run.errorPercent === null || run.status !== 'finished'
      ? html`<span class="${run.status}">${run.status}</span>`
      : fixedText(run.errorPercent, 2),
    countText(run.flops),
    countText(run.parameters),
    countText(run.activations),
    list('depth'),
    list('width'),
    list('bottleneckRatio'),
    list('groupWidth'),
    run.epochs.length,
    durationText(run.durationMs),
    html`<code>${run.digest.slice(0, 12)}</code>`,
  ]
}
