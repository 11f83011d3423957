import type { LineSeriesOption, SeriesOption } from 'echarts'
import { fixedText, shortText } from '#shared/format/numbers.ts'
import { bandSeries } from './bandSeries.ts'
import { chartText, colourOf, type ChartTheme } from './chartTheme.ts'
import { wholeView, type ChartView, type Drawing } from './chartView.ts'
import { namesAtEnds } from './edfLayout.ts'
import {
  framed,
  pixelX,
  pixelY,
  roomAfter,
  ruler,
  text,
  type AxisInput,
  type FrameInput,
  type Graphic,
} from './frame.ts'
import { lineEnds, shortened, symbol } from './lineEnds.ts'
import { placed } from './scale.ts'
import type { SpaceMark } from './spaceMarks.ts'

/** A quantity over another, such as the lowest error over the number of networks. */
export interface Curve {
  /** Beside the end of its line; absent for one of several alike, which are drawn thin, or one that a key names. */
  readonly name?: string
  /** Whether a key outside the chart names it. */
  readonly isInKey?: boolean
  readonly mark: SpaceMark
  /** Ascending. */
  readonly x: readonly number[]
  /** One value for each x. */
  readonly y: readonly number[]
  /** A range around each value. */
  readonly band?: { readonly low: readonly number[]; readonly high: readonly number[] }
  /** One text for each column of the names. */
  readonly cells?: readonly string[]
  /** Behind the others, in no space's colour. */
  readonly faint?: boolean
}

export interface CurvesInput {
  readonly curves: readonly Curve[]
  readonly x: AxisInput
  readonly y: AxisInput
  /** Titles of the columns beside the names, at most two. */
  readonly columns?: readonly string[]
}

const keyRow = 18
/** From the plot to the names at the line ends, the longest name, and a column beside it, px. */
const [leader, nameWidth, columnWidth] = [34, 120, 60]

/** Curves with bands over a linear or logarithmic axis; names at the line ends, or above a narrow chart. */
export function curvesChart({ curves, x, y, columns = [] }: CurvesInput, view: ChartView): Drawing {
  const { size, theme, t } = wholeView(view)
  const named = curves.filter(({ name }) => name !== undefined)
  const wide = namesAtEnds(size.width)
  const top = (y.title === '' ? 14 : 34) + (wide ? 0 : named.length * keyRow)
  const right = wide ? leader + nameWidth + columnWidth * columns.length : roomAfter(x)
  const frame: FrameInput = { size, margins: { left: 44, right, top, bottom: 40 }, theme, x, y }
  const bands = curves.flatMap(({ band, mark, faint, x: at }, i): SeriesOption[] =>
    band
      ? [
          bandSeries(
            `band ${i}`,
            {
              grid: at.map((value) => placed(x.scale, value)),
              low: band.low.map((value) => placed(y.scale, value)),
              high: band.high.map((value) => placed(y.scale, value)),
            },
            faint ? theme.ghost : colourOf(mark, theme),
            faint ? 2 * theme.bandOpacity : theme.bandOpacity,
          ),
        ]
      : [],
  )
  const ends = named.map((curve) => ({
    name: curve.name!,
    mark: shownMark(curve, theme),
    y: pixelY(frame, curve.y.at(-1)!),
    cells: curve.cells ?? [],
    bold: false,
  }))
  const names = wide
    ? lineEnds(
        ends,
        columns.map((title, i) => ({ title, right: nameWidth + columnWidth * (i + 1) - 8 })),
        size.width - right,
        [top, size.height - 40],
        theme,
        t,
      )
    : named.flatMap((curve, i) => keyLine(curve, columns, i, size.width, theme))
  return {
    ...framed(frame, [...bands, ...curves.map((curve, i) => line(`curve ${i}`, curve, frame))], names),
    points: () =>
      curves.flatMap((curve) =>
        curve.x.map((at, i) => ({
          x: pixelX(frame, at),
          y: pixelY(frame, curve.y[i]!),
          title: curve.name ?? '',
          rows: [
            { name: x.title, value: (x.text ?? shortText)(at) },
            { name: y.title, value: `${fixedText(curve.y[i]!, 2)}${y.unit ? ` ${y.unit}` : ''}` },
          ],
        })),
      ),
  }
}

function line(id: string, curve: Curve, { x, y, theme }: FrameInput): LineSeriesOption {
  const { name, isInKey = false, mark, x: at, y: values, faint = false } = curve
  const isOneOfMany = name === undefined && !isInKey
  return {
    type: 'line',
    id,
    silent: true,
    // A line through one point would not be seen.
    ...(at.length === 1 ? { symbol: 'circle', symbolSize: 5 } : { symbol: 'none' }),
    itemStyle: { color: faint ? theme.axis : colourOf(mark, theme) },
    progressive: 0,
    z: faint ? 2 : 4,
    lineStyle: {
      color: faint ? theme.axis : colourOf(mark, theme),
      width: isOneOfMany ? 1 : 1.75,
      type: mark.dash.length > 0 && !isOneOfMany ? [...mark.dash] : 'solid',
      cap: 'butt',
    },
    data: at.map((value, i) => [placed(x.scale, value), placed(y.scale, values[i]!)]),
  }
}

/** The mark of a curve's population; that of a faint one in grey. */
const shownMark = ({ mark, faint }: Curve, theme: ChartTheme): SpaceMark =>
  faint ? { ...mark, colour: theme.axis, darkColour: theme.axis } : mark

function keyLine(curve: Curve, columns: readonly string[], i: number, width: number, theme: ChartTheme): Graphic[] {
  const { name, cells = [] } = curve
  const mark = shownMark(curve, theme)
  const y = 2 + i * keyRow
  return [
    ruler([0, y + 8], [20, y + 8], colourOf(mark, theme), { width: 1.5, dash: [...mark.dash] }),
    symbol(mark, 10, y + 8, 4, theme),
    text(shortened(name!, 14), 28, y, theme, { size: chartText.name }),
    text(cells.map((cell, column) => `${columns[column] ?? ''} ${cell}`).join('   '), width - 8, y + 2, theme, {
      align: 'right',
      colour: theme.inkSoft,
    }),
  ]
}
