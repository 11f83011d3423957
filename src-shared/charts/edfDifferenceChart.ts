import type { Band } from '#shared/statistics/ranges/edfBand.ts'
import { bandSeries } from './bandSeries.ts'
import { colourOf } from './chartTheme.ts'
import { wholeView, type ChartView, type Drawing } from './chartView.ts'
import { errorAxis } from './edfChart.ts'
import { edfMargins, marginsAlone } from './edfLayout.ts'
import { framed, pixelX, pixelY, plotBox, ruler, type FrameInput } from './frame.ts'
import { fixedText, signedText } from '#shared/format/numbers.ts'
import { linearScale, zoomedScale, type Scale } from './scale.ts'
import type { SpaceMark } from './spaceMarks.ts'

export interface EdfDifferenceInput {
  readonly newName: string
  readonly oldName: string
  /** The mark of the new space. */
  readonly mark: SpaceMark
  /** Shares in [-1, 1] with their 95 % band. */
  readonly band: Band
  /** The scale of errors: that of the EDF above, if there is one. */
  readonly scale: Scale
  /** Whether no EDF stands above, with whose errors those of this chart would have to align. */
  readonly alone?: boolean
}

/** EDF of the new space minus EDF of the old, in percentage points of share, with its 95 % band and the zero line. */
export function edfDifferenceChart(
  { newName, oldName, mark, band, scale: whole, alone = false }: EdfDifferenceInput,
  view: ChartView,
): Drawing {
  const { size, theme, t, zoom } = wholeView(view)
  const scale = zoomedScale(whole, zoom)
  const colour = colourOf(mark, theme)
  const frame: FrameInput = {
    size,
    margins: alone ? marginsAlone : edfMargins(size, 0),
    theme,
    x: errorAxis(scale, t, size.width),
    y: {
      scale: linearScale(Math.min(0, ...band.low), Math.max(0, ...band.high), 4),
      title: t('charts.drawing.shareDifference', { newer: newName, older: oldName }),
      text: (share) => signedText(100 * share, 0),
    },
  }
  const [plot, zero] = [plotBox(frame), pixelY(frame, 0)]
  const points = (value: number) => signedText(100 * value, 0)
  return {
    ...framed(
      frame,
      [
        bandSeries('band', band, colour, theme.bandOpacity),
        {
          type: 'line',
          id: 'difference',
          silent: true,
          symbol: 'none',
          z: 3,
          lineStyle: { color: colour, width: 1.75 },
          data: Array.from(band.grid, (error, i) => [error, band.value[i]!]),
        },
      ],
      [ruler([plot.left, zero], [plot.left + plot.width, zero], theme.axis)],
    ),
    zoomable: scale,
    points: () =>
      Array.from(band.grid, (error, i) => ({ error, i }))
        .filter(({ error }) => error >= scale.low && error <= scale.high)
        .map(({ error, i }) => ({
          x: pixelX(frame, error),
          y: pixelY(frame, band.value[i]!),
          title: `${fixedText(error, 1)} %`,
          rows: [
            { name: newName, value: points(band.value[i]!) },
            { name: t('charts.drawing.range95'), value: `${points(band.low[i]!)} … ${points(band.high[i]!)}` },
          ],
        })),
  }
}
