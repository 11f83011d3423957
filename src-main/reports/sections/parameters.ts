import { countUnit } from '#shared/format/counts.ts'
import { fixedText, shortText } from '#shared/format/numbers.ts'
import { linearScale, scaleOf } from '#shared/charts/scale.ts'
import { parameterScatter } from '#shared/charts/parameterScatter.ts'
import { countUndrawn } from '#shared/refinement/evidence/measuredRun.ts'
import { parameterText } from '#shared/refinement/steps/refinementText.ts'
import { isExcludedResult } from '#shared/statistics/countedRun.ts'
import { exactBootstrap } from '#shared/statistics/bootstrap.ts'
import { rankCorrelationRange } from '#shared/statistics/ranges/rankCorrelationRange.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import type { AnalysedSpace } from '../analysis.ts'
import { asTable, chartSvg, numeric, spacePart, table } from '../figure.ts'
import { html, type Markup } from '../markup.ts'
import { parameterOf, reportedParameters } from '../reportedParameters.ts'
import type { Shown } from '../shown.ts'
import { spanText } from '../texts/phrases.ts'
import type { ReportTexts } from '../texts/reportTexts.ts'

const size = { width: 296, height: 220 }
/** With fewer runs a bootstrap range is uninformative. */
const fewestRuns = 4
/** The columns of numbers in the table of likely best values. */
const columns = ['likelyBest', 'from', 'to', 'rank'] as const

/** For every space, the error against each varying parameter, with the range of likely best values. */
export function parametersSection({ analysis, texts }: Shown): Markup | undefined {
  const measured = analysis.spaces.filter(({ errors }) => errors.length >= fewestRuns)
  if (measured.length === 0) return undefined
  return html`<p>${texts.t('report.parameters.intro')}</p>
    ${measured.map((entry) => spacePart(entry, measured, spaceParameters(entry, measured, texts)))}`
}

const rankText = (rank: Interval, texts: ReportTexts): string =>
  `${fixedText(rank.value, 2)} (${spanText(texts, rank, (value) => fixedText(value, 2))})`

interface Row {
  readonly title: string
  readonly text: string
  readonly low: string
  readonly high: string
  readonly rank: string
}

function spaceParameters(entry: AnalysedSpace, measured: readonly AnalysedSpace[], texts: ReportTexts): Markup {
  const { t } = texts
  // Scaled to this space alone: other spaces would squeeze its networks into a line.
  const errors = linearScale(Math.min(...entry.errors), Math.max(...entry.errors), 4)
  const excluded = entry.space.runs.filter(isExcludedResult)
  const rows: Row[] = []
  const fixed: string[] = []
  const panels: Markup[] = []
  for (const parameter of reportedParameters) {
    const title = parameterText(parameter.id, t)
    const values = entry.finished.map((run) => parameterOf(run, parameter.id))
    // For example, a block without groups has no group width.
    if (values.some(Number.isNaN)) continue
    const everywhere = measured
      .flatMap(({ finished }) => finished.map((run) => parameterOf(run, parameter.id)))
      .filter((value) => !Number.isNaN(value))
    const { divisor, prefix } =
      parameter.unit === undefined ? { divisor: 1, prefix: '' } : countUnit(Math.max(...everywhere))
    const unit = `${prefix}${parameter.unit ?? ''}`
    const shown = (value: number) => shortText(value / divisor, 3)
    if (new Set(values).size === 1) {
      fixed.push(`${title}: ${shown(values[0]!)} ${unit}`.trim())
      continue
    }
    const range = exactBootstrap(entry.errors, values)
    const chart = parameterScatter(
      {
        title,
        ...(unit ? { unit } : {}),
        mark: entry.mark,
        points: [
          ...entry.finished.map((run, i) => ({ value: values[i]! / divisor, errorPercent: run.errorPercent })),
          ...excluded.map((run) => ({
            ...{ errorPercent: run.errorPercent, exclusion: run.exclusion },
            value: parameterOf(run, parameter.id) / divisor,
          })),
        ].filter(({ value }) => !Number.isNaN(value)),
        range: { low: range.low / divisor, median: range.median / divisor, high: range.high / divisor },
        errorScale: errors,
        valueScale: scaleOf(everywhere.map((value) => value / divisor)),
      },
      { ...size, t },
    )
    const withUnit = (value: number) => `${shown(value)}${unit ? ` ${unit}` : ''}`
    rows.push({
      title,
      text: withUnit(range.median),
      low: withUnit(range.low),
      high: withUnit(range.high),
      rank: rankText(rankCorrelationRange(values, entry.errors), texts),
    })
    panels.push(
      html`<figure class="panel">
        ${chartSvg(chart, size, t('report.parameters.label', { space: entry.space.name, parameter: title }))}
        <figcaption>
          ${t('report.parameters.likelyBest')} <b>${withUnit(range.median)}</b>,
          ${t('report.range', { low: shown(range.low), high: withUnit(range.high) })}
        </figcaption>
      </figure>`,
    )
  }
  const undrawn = countUndrawn(entry.finished)
  return html`${undrawn > 0 ? html`<p>${t('report.parameters.undrawn', { count: undrawn, of: entry.finished.length })}</p>` : undefined}
    <div class="panels three">${panels}</div>
    ${fixed.length > 0 ? html`<p class="note">${t('report.parameters.same', { list: fixed.join('; ') })}</p>` : undefined}
    ${asTable(
      texts,
      table(
        [
          { title: t('report.parameters.parameter') },
          ...columns.map((column) => numeric(t(`report.parameters.${column}`))),
        ],
        rows.map(({ title, text, low, high, rank }) => [title, text, low, high, rank]),
      ),
    )}`
}
