import { countUnit, tickText } from '#renderer/charts/numberText.ts'
import { linearScale, scaleOf, type Scale } from '#renderer/charts/scale.ts'
import { parameterScatter } from '#renderer/charts/parameterScatter.ts'
import { exactBootstrap } from '#shared/statistics/bootstrap.ts'
import { spearman } from '#shared/statistics/spearman.ts'
import type { Analysis, AnalysedSpace } from '../analysis.ts'
import { chartSvg, spacePart, numeric, table } from '../figure.ts'
import { html, type Markup } from '../markup.ts'
import { parameterOf, reportedParameters } from '../reportedParameters.ts'

const size = { width: 296, height: 220 }
/** Fewer runs give a bootstrap range that says nothing. */
const fewestRuns = 4

/** For every space the error against each parameter that varies in it, with the range of likely best values. */
export function parametersSection({ spaces }: Analysis): Markup | undefined {
  const measured = spaces.filter(({ errors }) => errors.length >= fewestRuns)
  if (measured.length === 0) return undefined
  const all = measured.flatMap((entry) => entry.errors)
  const errors = linearScale(Math.min(...all), Math.max(...all), 4)
  return html`<p>
      Each point is one network. Shaded: 95 % empirical bootstrap range of the best value (its exact limit: the best of
      a quarter of the networks, drawn with replacement); the line is the median, the likely best. The ringed point is
      the best network. A range as wide as the axis means that the data do not single out a value.
    </p>
    ${measured.map((entry) => spacePart(entry, measured, spaceParameters(entry, measured, errors)))}`
}

interface Row {
  readonly title: string
  readonly text: string
  readonly low: string
  readonly high: string
  readonly rank: string
}

function spaceParameters(entry: AnalysedSpace, measured: readonly AnalysedSpace[], errors: Scale): Markup {
  const rows: Row[] = []
  const fixed: string[] = []
  const panels: Markup[] = []
  for (const parameter of reportedParameters) {
    const values = entry.finished.map((run) => parameterOf(run, parameter.id))
    // A block without groups, say, has no group width.
    if (values.some(Number.isNaN)) continue
    const everywhere = measured
      .flatMap(({ finished }) => finished.map((run) => parameterOf(run, parameter.id)))
      .filter((value) => !Number.isNaN(value))
    const { divisor, prefix } =
      parameter.unit === undefined ? { divisor: 1, prefix: '' } : countUnit(Math.max(...everywhere))
    const unit = `${prefix}${parameter.unit ?? ''}`
    const shown = (value: number) => tickText(Number((value / divisor).toPrecision(3)))
    if (new Set(values).size === 1) {
      fixed.push(`${parameter.title}: ${shown(values[0]!)} ${unit}`.trim())
      continue
    }
    const range = exactBootstrap(entry.errors, values)
    const chart = parameterScatter(
      {
        title: parameter.title,
        ...(unit ? { unit } : {}),
        mark: entry.mark,
        points: entry.finished.map((run, i) => ({ value: values[i]! / divisor, errorPercent: run.errorPercent })),
        range: { low: range.low / divisor, median: range.median / divisor, high: range.high / divisor },
        errorScale: errors,
        valueScale: scaleOf(everywhere.map((value) => value / divisor)),
      },
      size,
    )
    const withUnit = (value: number) => `${shown(value)}${unit ? ` ${unit}` : ''}`
    rows.push({
      title: parameter.title,
      text: withUnit(range.median),
      low: withUnit(range.low),
      high: withUnit(range.high),
      rank: spearman(values, entry.errors).toFixed(2).replace('-', '−'),
    })
    panels.push(
      html`<figure class="panel">
        ${chartSvg(chart, size, `Error of ${entry.space.name} against ${parameter.title}`)}
        <figcaption>
          likely best <b>${withUnit(range.median)}</b>, 95 % range ${shown(range.low)} to ${withUnit(range.high)}
        </figcaption>
      </figure>`,
    )
  }
  return html`<div class="panels three">${panels}</div>
    ${fixed.length > 0 ? html`<figcaption>The same in every network: ${fixed.join('; ')}.</figcaption>` : undefined}
    <details class="as-table">
      <summary>View as table</summary>
      ${table(
        [
          { title: 'Parameter' },
          numeric('likely best'),
          numeric('range from'),
          numeric('to'),
          numeric('rank correlation with error'),
        ],
        rows.map(({ title, text, low, high, rank }) => [title, text, low, high, rank]),
      )}
    </details>`
}
