import type { LineSeriesOption, ScatterSeriesOption } from 'echarts'
import { shortText } from '#shared/format/numbers.ts'
import { extent } from './extent.ts'
import { wholeView, type ChartView, type Drawing } from './chartView.ts'
import { framed, pixelX, pixelY, type FrameInput } from './frame.ts'
import { linearScale } from './scale.ts'
import { dotPaint } from './scatterMarks.ts'
import type { SpaceMark } from './spaceMarks.ts'

export interface TimePoint {
  readonly id: string
  /** Name of the network. */
  readonly title: string
  /** In units of the axis. */
  readonly value: number
  readonly ms: number
  /** Median absolute deviation of the rounds. */
  readonly spreadMs: number
  readonly mark: SpaceMark
}

export interface TimeScatterInput {
  /** Name of the measure of complexity and, after its last tick, its unit. */
  readonly title: string
  readonly unit: string
  readonly points: readonly TimePoint[]
  /** The fitted time of a value. */
  readonly fit: (value: number) => number
}

/** Straight pieces of the fitted curve. */
const pieces = 60

/** Measured time against a measure of complexity, with the fitted curve over the measured range. Both axes are linear. */
export function timeScatter({ title, unit, points, fit }: TimeScatterInput, view: ChartView): Drawing {
  const { size, theme, t } = wholeView(view)
  const values = extent(points.map(({ value }) => value)) ?? { low: 0, high: 1 }
  const times = extent(points.map(({ ms }) => ms)) ?? { low: 0, high: 1 }
  const frame: FrameInput = {
    ...{ size, theme, margins: { left: 44, right: 24, top: 34, bottom: 40 } },
    x: { scale: linearScale(0, values.high, 4), title, unit },
    y: { scale: linearScale(0, times.high, 4), title: t('charts.drawing.timePerBatch'), unit: 'ms' },
  }
  const groups = Map.groupBy(points, ({ mark }) => mark)
  const dots = Array.from(groups, ([mark, group], i): ScatterSeriesOption => ({
    ...{ type: 'scatter', id: `points ${i}`, silent: true, clip: false, z: 3, symbolSize: 6 },
    symbol: `path://${mark.symbolPath}`,
    data: group.map(({ value, ms }) => [value, ms]),
    itemStyle: { ...dotPaint(mark, theme), opacity: 0.75 },
  }))
  const curve: LineSeriesOption = {
    ...{ type: 'line', id: 'fit', silent: true, clip: true, z: 2, showSymbol: false },
    lineStyle: { color: theme.ink, width: 1.25 },
    data: Array.from({ length: pieces + 1 }, (_, i) => {
      const value = values.low + ((values.high - values.low) * i) / pieces
      return [value, fit(value)]
    }),
  }
  return {
    ...framed(frame, [curve, ...dots]),
    points: () =>
      points
        .toSorted((a, b) => a.value - b.value)
        .map(({ id, title: name, value, ms, spreadMs }) => ({
          ...{ id, x: pixelX(frame, value), y: pixelY(frame, ms), title: name },
          rows: [
            { name: t('charts.drawing.timePerBatch'), value: `${shortText(ms, 4)} ± ${shortText(spreadMs, 2)} ms` },
            { name: title, value: `${shortText(value, 3)} ${unit}`.trimEnd() },
          ],
        })),
  }
}
