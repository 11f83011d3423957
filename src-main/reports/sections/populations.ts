import { countText, fixedText, probabilityText, signedText } from '#renderer/charts/numberText.ts'
import type { Interval } from '#shared/statistics/comparePopulations.ts'
import type { Analysis, AnalysedSpace } from '../analysis.ts'
import { markSvg, numeric, table } from '../figure.ts'
import { html, spaceName, type Markup } from '../markup.ts'
import { pValueText, spanText } from '../wording.ts'

/** One row per space, then one per step of the lineage. */
export function populationsSection(analysis: Analysis): Markup {
  const failures = analysis.spaces.some(({ failedCount }) => failedCount > 0)
  const summaries = table(
    [
      { title: 'Space' },
      numeric('n'),
      numeric('diverged'),
      ...(failures ? [numeric('failed')] : []),
      ...['min %', 'lower quartile', 'median %', 'upper quartile', 'mean %'].map(numeric),
      ...['FLOPs', 'parameters', 'activations'].map(numeric),
    ],
    analysis.spaces.map((entry) => [
      spaceCell(entry),
      entry.errors.length,
      entry.divergedCount,
      ...(failures ? [entry.failedCount] : []),
      ...statisticCells(entry),
      countText(entry.medianFlops),
      countText(entry.medianParameters),
      countText(entry.medianActivations),
    ]),
  )
  return html`${summaries}
    <figcaption>
      Errors of the finished runs, in percent, with 95 % bootstrap ranges; a resample never goes below the lowest error,
      so the range of a minimum is one-sided. FLOPs (multiply-adds), parameters and activations are medians over all
      runs.
    </figcaption>
    ${steps(analysis)}`
}

function spaceCell({ space, mark }: AnalysedSpace): Markup {
  return html`<span class="space">${markSvg(mark)}<span>${spaceName(space.name)}</span></span>`
}

function statisticCells({ statistics }: AnalysedSpace): (Markup | string)[] {
  if (!statistics) return ['–', '–', '–', '–', '–']
  const cell = ({ value, low, high }: Interval) => html`${fixedText(value, 1)}<small>${spanText(low, high)}</small>`
  const { min, quartile25, median, quartile75, mean } = statistics
  return [cell(min), cell(quartile25), cell(median), cell(quartile75), html`<b>${cell(mean)}</b>`]
}

function steps({ steps: pairs }: Analysis): Markup | undefined {
  if (pairs.length === 0) return undefined
  return html`<h3>Each space against the one before it</h3>
    ${table(
      [
        { title: 'New' },
        { title: 'Old' },
        ...['difference of mean', 'P(lower mean)', 'difference of min', 'P(lower min)', 'KS distance', 'p'].map(
          numeric,
        ),
      ],
      pairs.map(({ newer, older, compared, distance }) => [
        spaceCell(newer),
        spaceCell(older),
        html`${signedText(compared.mean.value, 1)}<small
            >${signedText(compared.mean.low, 1)} to ${signedText(compared.mean.high, 1)}</small
          >`,
        probabilityText(compared.mean.probabilityNewBetter),
        html`${signedText(compared.min.value, 1)}<small
            >${signedText(compared.min.low, 1)} to ${signedText(compared.min.high, 1)}</small
          >`,
        probabilityText(compared.min.probabilityNewBetter),
        distance.distance.toFixed(2),
        pValueText(distance.exactP),
      ]),
    )}`
}
