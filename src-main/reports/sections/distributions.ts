import { edfChart, errorScale } from '#shared/charts/edfChart.ts'
import { edfDifferenceChart } from '#shared/charts/edfDifferenceChart.ts'
import { errorCut } from '#shared/charts/errorCut.ts'
import { fixedText, shortText, signedText } from '#shared/format/numbers.ts'
import { linearScale } from '#shared/charts/scale.ts'
import { edf, shareBelow } from '#shared/statistics/edf.ts'
import type { AnalysedSpace } from '../analysis.ts'
import { chartSvg, figure, numeric, table } from '../figure.ts'
import { prose, spaceName, type Markup } from '../markup.ts'
import { spaceNames, type Shown } from '../shown.ts'
import { spanText } from '../texts/phrases.ts'

const edfSize = { width: 920, height: 380 }
const differenceSize = { width: 920, height: 210 }

const measuredSpaces = ({ analysis }: Shown) => analysis.spaces.filter(({ errors }) => errors.length > 0)
const errorsOf = (measured: readonly AnalysedSpace[]) => measured.map(({ errors }) => errors)
/** The axis of both figures, cut off if a few bad networks would take up much of it. */
const shownScale = (measured: readonly AnalysedSpace[]) =>
  errorCut(errorsOf(measured))?.scale ?? errorScale(errorsOf(measured))

/** The EDFs of all spaces. */
export function edfFigure(shown: Shown): Markup | undefined {
  const { analysis, texts } = shown
  const { headline } = analysis
  const { t, list } = texts
  const measured = measuredSpaces(shown)
  if (measured.length === 0) return undefined
  const scale = shownScale(measured)
  const chart = edfChart(
    {
      scale,
      series: measured.map((entry) => {
        const band =
          entry === headline?.newer ? headline.newerBand : entry === headline?.older ? headline.olderBand : undefined
        return { name: entry.space.shortName, mark: entry.mark, errors: entry.errors, ...(band ? { band } : {}) }
      }),
      ...(headline ? { gap: { at: headline.comparison.kolmogorovSmirnov.at, shares: headline.sharesAtGap } } : {}),
    },
    { ...edfSize, t },
  )
  const label = t('report.edf.label', {
    spaces: list(measured.map(({ space, errors }) => `${space.name} (n = ${errors.length})`)),
  })
  const bands =
    headline && t('report.edf.bands', { newer: headline.newer.space.name, older: headline.older.space.name })
  const cut = errorCut(errorsOf(measured))
  const end = cut && t('report.edf.cut', { high: shortText(cut.scale.high), n: cut.beyond })
  const caption = prose([t('report.edf.caption'), bands, end].filter(Boolean).join(' '), spaceNames(shown))
  return figure(texts, chartSvg(chart, edfSize, label), caption, edfTable(shown))
}

function edfTable(shown: Shown): Markup {
  const measured = measuredSpaces(shown)
  const { low, high } = errorScale(errorsOf(measured))
  const functions = measured.map(({ errors }) => edf(errors))
  return table(
    [numeric(shown.texts.t('report.edf.below')), ...measured.map(({ space }) => numeric(spaceName(space.name)))],
    linearScale(low, high, 12).ticks.map((error) => [
      `${fixedText(error, 1)} %`,
      ...functions.map((f) => `${fixedText(100 * shareBelow(f, error), 0)} %`),
    ]),
  )
}

/** The difference of the headline pair's EDFs, on the axis of the EDFs. */
export function edfDifferenceFigure(shown: Shown): Markup | undefined {
  const { analysis, texts } = shown
  if (!analysis.headline) return undefined
  const { t } = texts
  const { newer, older, difference: band } = analysis.headline
  const scale = shownScale(measuredSpaces(shown))
  const chart = edfDifferenceChart(
    { newName: newer.space.shortName, oldName: older.space.shortName, mark: newer.mark, band, scale },
    { ...differenceSize, t },
  )
  const names = { newer: newer.space.name, older: older.space.name }
  const points = (share: number) => signedText(100 * share, 0)
  const rows = Array.from(band.grid, (at, i) => ({ at, i })).filter(({ i }) => i % 12 === 0)
  return figure(
    texts,
    chartSvg(chart, differenceSize, t('report.difference.label', names)),
    prose(t('report.difference.caption', names), spaceNames(shown)),
    table(
      (['error', 'points', 'band'] as const).map((column) => numeric(t(`report.difference.${column}`))),
      rows.map(({ at, i }) => [
        `${fixedText(at, 1)} %`,
        points(band.value[i]!),
        spanText(texts, { low: band.low[i]!, high: band.high[i]! }, points),
      ]),
    ),
  )
}
