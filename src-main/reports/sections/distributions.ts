import { errorScale } from '#shared/charts/edfChart.ts'
import { fixedText, signedText } from '#shared/format/numbers.ts'
import { linearScale } from '#shared/charts/scale.ts'
import { edf, shareBelow } from '#shared/statistics/edf.ts'
import type { AnalysedSpace } from '../analysis.ts'
import { figure, numeric, table } from '../figure.ts'
import { chartOf } from '../figureBlock.ts'
import { spaceName, type Markup } from '../markup.ts'
import type { Shown } from '../shown.ts'
import { spanText } from '../texts/phrases.ts'

const edfSize = { width: 920, height: 380 }
const differenceSize = { width: 920, height: 210 }

const measuredSpaces = ({ analysis }: Shown) => analysis.spaces.filter(({ errors }) => errors.length > 0)
const errorsOf = (measured: readonly AnalysedSpace[]) => measured.map(({ errors }) => errors)
/** The EDFs of all spaces. */
export function edfFigure(shown: Shown): Markup | undefined {
  const { texts } = shown
  const measured = measuredSpaces(shown)
  if (measured.length === 0) return undefined
  const label = texts.t('report.edf.label', {
    spaces: texts.list(measured.map(({ space, errors }) => `${space.name} (n = ${errors.length})`)),
  })
  const { chart, caption } = chartOf('edf', edfSize, label, shown)
  return figure(texts, chart, caption, edfTable(shown))
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
  const names = { newer: newer.space.name, older: older.space.name }
  const points = (share: number) => signedText(100 * share, 0)
  const rows = Array.from(band.grid, (at, i) => ({ at, i })).filter(({ i }) => i % 12 === 0)
  const { chart, caption } = chartOf('edfDifference', differenceSize, t('report.difference.label', names), shown)
  return figure(
    texts,
    chart,
    caption,
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
