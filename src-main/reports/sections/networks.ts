import { countText } from '#renderer/charts/numberText.ts'
import type { Scale } from '#renderer/charts/scale.ts'
import { widthScale, widthsChart } from '#renderer/charts/widthsChart.ts'
import type { Analysis, AnalysedSpace, FinishedRun } from '../analysis.ts'
import { chartSvg, spacePart } from '../figure.ts'
import { formula, html, type Markup } from '../markup.ts'
import { parameterOf } from '../reportedParameters.ts'
import { percentText } from '../wording.ts'

const size = { width: 222, height: 170 }
const shownCount = 4

/** Width of every block of the best and the worst networks of each space, all on the same scales. */
export function networksSection({ spaces }: Analysis): Markup | undefined {
  const measured = spaces.filter(({ errors }) => errors.length > 0)
  if (measured.length === 0) return undefined
  const chosen = measured.map((entry) => ({ entry, ...extremes(entry) }))
  const runs = chosen.flatMap(({ best, worst }) => [...best, ...worst])
  const widths = widthScale(runs.flatMap(({ network }) => network.stages.map(({ width }) => width)))
  const blocks = Math.max(...runs.map((run) => parameterOf(run, 'totalDepth')))
  const fitted = runs.some(({ fit }) => fit !== undefined)
  const panels = (entry: AnalysedSpace, shown: readonly FinishedRun[]) =>
    html`<div class="panels four">${shown.map((run) => panel(entry, run, widths, blocks))}</div>`
  return html`<p>
      One bar per block; its height is the block’s width, and a step is a new
      stage.${fitted ? formula(' Dotted: the fitted line u_j = w_0 + w_a j.') : undefined} Best on the left of the first
      row, worst on the left of the second.
    </p>
    ${chosen.map(({ entry, best, worst }) =>
      spacePart(
        entry,
        measured,
        html`<p class="label">Best</p>
          ${panels(entry, best)}
          ${
            worst.length > 0
              ? html`<p class="label">Worst</p>
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

function panel(entry: AnalysedSpace, run: FinishedRun, scale: Scale, blockCount: number): Markup {
  const { stages } = run.network
  const chart = widthsChart(
    { mark: entry.mark, stages, widthScale: scale, blockCount, ...(run.fit ? { fit: run.fit } : {}) },
    size,
  )
  const list = (key: 'depth' | 'width' | 'bottleneckRatio' | 'groupWidth') => {
    const values = stages.map((stage) => stage[key])
    return new Set(values).size === 1 ? String(values[0]) : values.join(', ')
  }
  const label = `Network ${run.id}: widths ${stages.map(({ width }) => width).join(', ')} at depths ${stages.map((stage) => stage.depth).join(', ')}`
  return html`<figure class="panel">
    ${chartSvg(chart, size, label)}
    <figcaption>
      <b>${percentText(run.errorPercent)}</b> run ${run.id}, ${parameterOf(run, 'totalDepth')} blocks<br />${countText(run.flops, 'F')},
      ${countText(run.parameters)} parameters<br />d ${list('depth')}; w ${list('width')}<br />b
      ${list('bottleneckRatio')}; g ${list('groupWidth')}
    </figcaption>
  </figure>`
}
