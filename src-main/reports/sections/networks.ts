import { countText } from '#shared/format/counts.ts'
import { percentageText } from '#shared/format/numbers.ts'
import type { Scale } from '#shared/charts/scale.ts'
import { widthScale, widthsChart } from '#shared/charts/widthsChart.ts'
import type { AnalysedSpace, FinishedRun } from '../analysis.ts'
import { chartSvg, spacePart } from '../figure.ts'
import { formula, html, type Markup } from '../markup.ts'
import { parameterOf } from '../reportedParameters.ts'
import type { Shown } from '../shown.ts'
import type { ReportTexts } from '../texts/reportTexts.ts'

const size = { width: 222, height: 170 }
const shownCount = 4

/** Block widths of each space's best and worst networks, all on the same scales. */
export function networksSection({ analysis, texts }: Shown): Markup | undefined {
  const { t } = texts
  const measured = analysis.spaces.filter(({ errors }) => errors.length > 0)
  if (measured.length === 0) return undefined
  const chosen = measured.map((entry) => ({ entry, ...extremes(entry) }))
  const runs = chosen.flatMap(({ best, worst }) => [...best, ...worst])
  const widths = widthScale(runs.flatMap(({ network }) => network.stages.map(({ width }) => width)))
  const blocks = Math.max(...runs.map((run) => parameterOf(run, 'totalDepth')))
  const fitted = runs.some(({ fit }) => fit !== undefined)
  const panels = (entry: AnalysedSpace, shown: readonly FinishedRun[]) =>
    html`<div class="panels four">${shown.map((run) => panel(entry, run, { widths, blocks, t }))}</div>`
  const intro = [t('report.networks.intro'), ...(fitted ? [t('report.networks.fit')] : []), t('report.networks.order')]
  return html`<p>${formula(intro.join(' '))}</p>
    ${chosen.map(({ entry, best, worst }) =>
      spacePart(
        entry,
        measured,
        html`<p class="label">${t('report.networks.best')}</p>
          ${panels(entry, best)}
          ${
            worst.length > 0
              ? html`<p class="label">${t('report.networks.worst')}</p>
                  ${panels(entry, worst)}`
              : undefined
          }`,
      ),
    )}`
}

function extremes({ finished }: AnalysedSpace): { best: readonly FinishedRun[]; worst: readonly FinishedRun[] } {
  const best = finished.slice(0, shownCount)
  return { best, worst: finished.slice(Math.max(shownCount, finished.length - shownCount)).toReversed() }
}

interface Common {
  readonly widths: Scale
  readonly blocks: number
  readonly t: ReportTexts['t']
}

function panel(entry: AnalysedSpace, run: FinishedRun, { widths, blocks, t }: Common): Markup {
  const { stages } = run.network
  const chart = widthsChart(
    { mark: entry.mark, stages, widthScale: widths, blockCount: blocks, ...(run.fit ? { fit: run.fit } : {}) },
    { ...size, t },
  )
  const list = (key: 'depth' | 'width' | 'bottleneckRatio' | 'groupWidth') => {
    const values = stages.map((stage) => stage[key])
    return new Set(values).size === 1 ? String(values[0]) : values.join(', ')
  }
  const listed = (key: 'depth' | 'width') => stages.map((stage) => stage[key]).join(', ')
  const depth = t('report.networks.run', { run: run.id, blocks: parameterOf(run, 'totalDepth') })
  const parameters = t('report.networks.parameters', { count: countText(run.parameters) })
  const label = t('report.networks.label', { run: run.id, widths: listed('width'), depths: listed('depth') })
  return html`<figure class="panel">
    ${chartSvg(chart, size, label)}
    <figcaption>
      <b>${percentageText(run.errorPercent)}</b>
      ${depth}<br />${countText(run.flops, 'F')}, ${parameters}<br />d ${list('depth')}; w ${list('width')}<br />b
      ${list('bottleneckRatio')}; g ${list('groupWidth')}
    </figcaption>
  </figure>`
}
