import type { CustomSeriesOption } from 'echarts'
import { colourOf } from './chartTheme.ts'
import { wholeView, type ChartView, type Drawing } from './chartView.ts'
import { widthOf } from './edfLayout.ts'
import {
  framed,
  pixelX,
  plotBox,
  roomAfter,
  ruler,
  text,
  type AxisInput,
  type FrameInput,
  type Graphic,
} from './frame.ts'
import { fixedText } from '#shared/format/numbers.ts'
import type { Scale } from './scale.ts'
import type { SpaceMark } from './spaceMarks.ts'

export interface RangesInput {
  readonly title: string
  readonly unit?: string
  readonly scale: Scale
  /** From top to bottom: a value with its range. */
  readonly rows: readonly {
    readonly name: string
    readonly mark: SpaceMark
    readonly value: number
    readonly low: number
    readonly high: number
  }[]
  /** The value of no effect, drawn as a line. */
  readonly neutral?: number
}

/** Values with their ranges, one row each, with names on the left. */
export function rangesChart({ title, unit, scale, rows, neutral }: RangesInput, view: ChartView): Drawing {
  const { size, theme } = wholeView(view)
  // Capitals are wider than the average of letters.
  const longest = 1.2 * Math.max(0, ...rows.map(({ name }) => widthOf(name)))
  const left = Math.round(Math.min(0.55 * size.width, longest + 18))
  const x: AxisInput = { scale, title, ...(unit ? { unit } : {}), text: (value) => fixedText(value, 1) }
  const frame: FrameInput = {
    size,
    margins: { left, right: roomAfter(x), top: 8, bottom: 40 },
    theme,
    x,
    y: { scale: { low: 0, high: Math.max(1, rows.length), ticks: [], log: false }, title: '', labels: false },
  }
  const plot = plotBox(frame)
  const rowHeight = plot.height / Math.max(1, rows.length)
  const yOf = (i: number) => plot.top + (i + 0.5) * rowHeight
  const graphics = rows.flatMap(({ name, mark, value, low, high }, i): Graphic[] => {
    const [y, colour] = [yOf(i), colourOf(mark, theme)]
    return [
      text(name, left - 8, y - 6, theme, { align: 'right', room: left - 10 }),
      ruler([pixelX(frame, low), y], [pixelX(frame, high), y], colour, { width: 2 }),
      {
        type: 'circle',
        silent: true,
        z: 6,
        shape: { cx: pixelX(frame, value), cy: y, r: 4 },
        style: { fill: colour, stroke: theme.surface, lineWidth: 1 },
      },
    ]
  })
  const at = neutral === undefined ? [] : [pixelX(frame, neutral)]
  const none: CustomSeriesOption = { type: 'custom', silent: true, data: [], renderItem: () => null }
  return {
    ...framed(
      frame,
      [none],
      [
        ...at.map((x) => ruler([x, plot.top], [x, plot.top + plot.height], theme.axis, { dash: [2, 2], z: 1 })),
        ...graphics,
      ],
    ),
    points: () =>
      rows.map(({ name, value, low, high }, i) => ({
        x: pixelX(frame, value),
        y: yOf(i),
        title: name,
        rows: [{ name: title, value: `${fixedText(value, 2)} (${fixedText(low, 2)}, ${fixedText(high, 2)})` }],
      })),
  }
}
