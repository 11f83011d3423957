import { edfChart, errorScale } from '#renderer/charts/edfChart.ts'
import { edfDifferenceChart } from '#renderer/charts/edfDifferenceChart.ts'
import { fixedText, signedText } from '#renderer/charts/numberText.ts'
import { linearScale } from '#renderer/charts/scale.ts'
import { edf, shareBelow } from '#shared/statistics/edf.ts'
import type { Analysis, AnalysedPair, AnalysedSpace } from '../analysis.ts'
import { chartSvg, figure, numeric, table } from '../figure.ts'
import { html, spaceName, type Markup } from '../markup.ts'

const edfSize = { width: 920, height: 380 }
const differenceSize = { width: 920, height: 210 }

/** The EDFs of all spaces and, under them on the same axis, the difference of the pair in the headline. */
export function distributionFigures({ spaces, headline }: Analysis): Markup | undefined {
  const measured = spaces.filter(({ errors }) => errors.length > 0)
  if (measured.length === 0) return undefined
  const scale = errorScale(measured.map(({ errors }) => errors))
  const chart = edfChart(
    {
      scale,
      series: measured.map((entry) => {
        const band =
          entry === headline?.newer ? headline.newerBand : entry === headline?.older ? headline.olderBand : undefined
        return { name: entry.space.name, mark: entry.mark, errors: entry.errors, ...(band ? { band } : {}) }
      }),
      ...(headline ? { gap: { at: headline.distance.at, shares: headline.sharesAtGap } } : {}),
    },
    edfSize,
  )
  const label = `Error distribution of ${measured.map(({ space, errors }) => `${space.name} (n = ${errors.length})`).join(', ')}`
  return html`${figure(chartSvg(chart, edfSize, label), edfCaption(headline), edfTable(measured, scale.low, scale.high))}
  ${headline ? difference(headline, scale) : undefined}`
}

function edfCaption(headline: AnalysedPair | undefined): Markup {
  const band = headline
    ? html` Bands: pointwise 95 % bootstrap of ${spaceName(headline.newer.space.name)} and
      ${spaceName(headline.older.space.name)}; the bar marks their widest gap.`
    : undefined
  return html`Empirical distribution function F(e): the share of networks whose error is strictly below e. Further left
  is better. Diverged runs are not in it.${band}`
}

function edfTable(measured: readonly AnalysedSpace[], low: number, high: number): Markup {
  const functions = measured.map(({ errors }) => edf(errors))
  return table(
    [numeric('Below error'), ...measured.map(({ space }) => numeric(spaceName(space.name)))],
    linearScale(low, high, 12).ticks.map((error) => [
      `${fixedText(error, 1)} %`,
      ...functions.map((f) => `${fixedText(100 * shareBelow(f, error), 0)} %`),
    ]),
  )
}

function difference(pair: AnalysedPair, scale: ReturnType<typeof errorScale>): Markup {
  const { newer, older, difference: band } = pair
  const chart = edfDifferenceChart(
    { newName: newer.space.name, oldName: older.space.name, mark: newer.mark, band, scale },
    differenceSize,
  )
  const rows = Array.from(band.grid, (error, i) => ({ error, i })).filter(({ i }) => i % 12 === 0)
  return figure(
    chartSvg(
      chart,
      differenceSize,
      `Difference of the two distributions, ${newer.space.name} minus ${older.space.name}`,
    ),
    html`Difference of the two functions with its pointwise 95 % bootstrap band (2000 resamples of both populations).
    Above zero, a larger share of ${spaceName(newer.space.name)} lies below that error.`,
    table(
      [numeric('Error'), numeric('difference, points'), numeric('95 % band')],
      rows.map(({ error, i }) => [
        `${fixedText(error, 1)} %`,
        signedText(100 * band.value[i]!, 0),
        `${signedText(100 * band.low[i]!, 0)} to ${signedText(100 * band.high[i]!, 0)}`,
      ]),
    ),
  )
}
