import type { EChartsOption } from 'echarts'
import type { Band } from '#shared/statistics/edfBands.ts'
import { bandSeries } from './bandSeries.ts'
import { lightTheme, type ChartTheme } from './chartTheme.ts'
import { edfMargins, errorAxis } from './edfChart.ts'
import { framed, type ChartSize, type FrameInput } from './frame.ts'
import { signedText } from './numberText.ts'
import { linearScale, type Scale } from './scale.ts'
import type { SpaceMark } from './spaceMarks.ts'

export interface EdfDifferenceInput {
  readonly newName: string
  readonly oldName: string
  /** The mark of the new space. */
  readonly mark: SpaceMark
  /** Shares in [-1, 1] with their 95 % band. */
  readonly band: Band
  /** The scale of the EDF above. */
  readonly scale: Scale
}

/** EDF of the new space minus EDF of the old, in points of share, with its bootstrap band and the line of no difference. */
export function edfDifferenceChart(
  { newName, oldName, mark, band, scale }: EdfDifferenceInput,
  size: ChartSize,
  theme: ChartTheme = lightTheme,
): EChartsOption {
  const frame: FrameInput = {
    size,
    margins: edfMargins,
    theme,
    x: errorAxis(scale),
    y: {
      scale: linearScale(Math.min(0, ...band.low), Math.max(0, ...band.high), 3),
      title: `${newName} minus ${oldName}, points of share`,
      text: (share) => signedText(100 * share, 0),
    },
  }
  return framed(frame, [
    bandSeries(band, mark.colour, theme.bandOpacity),
    {
      type: 'line',
      silent: true,
      symbol: 'none',
      z: 3,
      lineStyle: { color: mark.colour, width: 1.75 },
      data: Array.from(band.grid, (error, i) => [error, band.value[i]!]),
      markLine: {
        silent: true,
        symbol: 'none',
        label: { show: false },
        lineStyle: { color: theme.axis, width: 1, type: 'solid' },
        data: [{ yAxis: 0 }],
      },
    },
  ])
}
