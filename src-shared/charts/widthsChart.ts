import type { CustomSeriesOption, LineSeriesOption } from 'echarts'
import { colourOf } from './chartTheme.ts'
import { wholeView, type ChartView, type Drawing } from './chartView.ts'
import { framed, pixelX, pixelY, type FrameInput } from './frame.ts'
import { linearScale, logScale, placed, type Scale } from './scale.ts'
import type { SpaceMark } from './spaceMarks.ts'

export interface WidthsInput {
  readonly mark: SpaceMark
  /** Depth and width of each stage. */
  readonly stages: readonly { readonly depth: number; readonly width: number }[]
  /** The fitted line u_j = initialWidth + widthSlope * j, drawn dotted. */
  readonly fit?: { readonly initialWidth: number; readonly widthSlope: number }
  /** Shared scales make several networks comparable. */
  readonly blockCount?: number
  readonly widthScale?: Scale
}

/** The scale of widths over several networks. */
export function widthScale(widths: readonly number[]): Scale {
  return logScale(Math.min(...widths) * 0.75, Math.max(...widths), 5)
}

/** The frame of `count` blocks against their widths. */
export function widthsFrame(count: number, scale: Scale, view: ChartView): FrameInput {
  const { size, theme, t } = wholeView(view)
  const ticks = linearScale(0, count, 4).ticks.filter((tick) => Number.isInteger(tick) && tick < count)
  return {
    size,
    margins: { left: 40, right: 8, top: 32, bottom: 38 },
    theme,
    x: { scale: { low: -0.5, high: count - 0.5, ticks, log: false }, title: t('charts.drawing.block') },
    y: { scale, title: t('charts.drawing.logScale', { title: t('charts.drawing.widths') }) },
  }
}

/** Width of every block of a network against its index j, on a log2 axis, one bar per block. */
export function widthsChart(input: WidthsInput, view: ChartView): Drawing {
  const { theme, t } = wholeView(view)
  const { mark, stages, fit } = input
  const widths = stages.flatMap(({ depth, width }) => new Array<number>(depth).fill(width))
  const scale = input.widthScale ?? widthScale(widths)
  const count = input.blockCount ?? widths.length
  const colour = colourOf(mark, theme)
  const floor = placed(scale, scale.low)
  const bars: CustomSeriesOption = {
    type: 'custom',
    id: 'widths',
    silent: true,
    clip: true,
    z: 2,
    data: widths.map((width, j) => [j, placed(scale, width)]),
    renderItem: (_, api) => {
      const j = Number(api.value(0))
      const [left, top] = api.coord([j - 0.46, Number(api.value(1))]) as [number, number]
      const [right, bottom] = api.coord([j + 0.46, floor]) as [number, number]
      return {
        type: 'group',
        children: [
          {
            type: 'rect',
            shape: { x: left, y: top, width: right - left, height: bottom - top },
            style: { fill: colour, opacity: theme.areaOpacity },
          },
          { type: 'rect', shape: { x: left, y: top, width: right - left, height: 2 }, style: { fill: colour } },
        ],
      }
    },
  }
  const fitted: LineSeriesOption[] = fit
    ? [
        {
          type: 'line',
          id: 'fit',
          silent: true,
          symbol: 'none',
          z: 3,
          lineStyle: { color: theme.ink, width: 1.25, type: [1.5, 2.5] },
          data: widths
            .map((_, j) => [j, fit.initialWidth + fit.widthSlope * j] as const)
            .filter(([, width]) => width > 0)
            .map(([j, width]) => [j, placed(scale, width)]),
        },
      ]
    : []
  const frame = widthsFrame(count, scale, view)
  const stageOf = stages.flatMap(({ depth }, stage) => new Array<number>(depth).fill(stage + 1))
  return {
    ...framed(frame, [bars, ...fitted]),
    points: () =>
      widths.map((width, j) => ({
        x: pixelX(frame, j),
        y: pixelY(frame, width),
        title: `j = ${j}`,
        rows: [
          { name: t('charts.drawing.stage', { stage: stageOf[j]! }), value: '' },
          { name: t('charts.drawing.widths'), value: String(width) },
        ],
      })),
  }
}
