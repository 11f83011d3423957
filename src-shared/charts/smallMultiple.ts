import type { LineSeriesOption } from 'echarts'
import { chartText, colourOf } from './chartTheme.ts'
import { wholeView, type ChartView, type Drawing } from './chartView.ts'
import { decimated, everyNth } from './decimate.ts'
import { extent } from './extent.ts'
import { framed, pixelX, pixelY, plotBox, ruler, type FrameInput, type Graphic } from './frame.ts'
import { fixedText, shortText } from '#shared/format/numbers.ts'
import { linearScale, logScale, placed, type Scale } from './scale.ts'
import type { SpaceMark } from './spaceMarks.ts'

/** A quantity over training: `at` in epochs (2.5: in the middle of the third), ascending, as long as `values`. */
export interface Trace {
  readonly at: ArrayLike<number>
  readonly values: ArrayLike<number>
}

export type CurveQuantity = 'error' | 'loss' | 'learningRate'

export interface SmallMultipleInput {
  readonly quantity: CurveQuantity
  readonly mark: SpaceMark
  /** Drawn thin and dashed; may have a point per step. */
  readonly training?: Trace
  /** Drawn solid with a dot at its end. */
  readonly validation?: Trace
  /** Total epochs of the run. */
  readonly epochs: number
  /** A level for comparison, such as the best error so far. */
  readonly reference?: number
  /** Shared by charts that are compared. */
  readonly scale: Scale
}

/** The scale of a quantity over the curves of several runs; a logarithmic one ignores zeros. */
export function curveScale(traces: readonly Trace[], log: boolean): Scale {
  const values = traces.map((trace) => (log ? Array.from(trace.values).filter((value) => value > 0) : trace.values))
  const { low, high } = extent(...values) ?? { low: 1, high: 2 }
  return log ? logScale(low, high, 4) : linearScale(Math.min(0, low), high, 4)
}

/** The live curve of one run over the axis of all its epochs. */
export function smallMultiple(input: SmallMultipleInput, view: ChartView): Drawing {
  const { size, theme, t } = wholeView(view)
  const { mark, training, validation, epochs, reference, scale, quantity } = input
  const colour = colourOf(mark, theme)
  const widest = Math.max(...scale.ticks.map((tick) => shortText(tick).length))
  // Half of the last epoch's label extends beyond the axis.
  const right = Math.max(8, 3.5 * shortText(epochs).length)
  const frame: FrameInput = {
    size,
    margins: { left: 8 + 6.5 * widest, right, top: 8, bottom: 20 },
    theme,
    x: { scale: { low: 0, high: epochs, ticks: [0, epochs / 2, epochs], log: false }, title: '', text: shortText },
    y: { scale, title: '' },
  }
  const percent = quantity === 'error'
  const written = (value: number) => (percent ? `${fixedText(value, 1)} %` : shortText(value, 4))
  const lines = [
    ...(training ? [curve('training', training, frame, theme.inkFaint, 1, [4, 3])] : []),
    ...(validation ? [curve('validation', validation, frame, colour, 1.75)] : []),
  ]
  const drawing = framed(frame, lines, [
    ...(reference === undefined ? [] : [level(reference, frame)]),
    ...(validation ? endDot(validation, frame, colour) : []),
  ])
  const read = validation ?? training
  const name = t(`charts.drawing.${quantity}`)
  return {
    ...drawing,
    points: () =>
      read
        ? everyNth(read.values.length, 200)
            .filter((i) => Number.isFinite(read.values[i]!))
            .map((i) => ({
              x: pixelX(frame, read.at[i]!),
              y: pixelY(frame, read.values[i]!),
              title: t('charts.drawing.atEpoch', { epoch: shortText(read.at[i]!, 3) }),
              rows: [{ name, value: written(read.values[i]!), colour }],
            }))
        : [],
  }
}

function curve(
  id: string,
  trace: Trace,
  frame: FrameInput,
  color: string,
  stroke: number,
  dash: number[] = [],
): LineSeriesOption {
  const { scale } = frame.y
  const drawable = scale.log ? Array.from(trace.values, (value) => (value > 0 ? value : NaN)) : trace.values
  const { width } = plotBox(frame)
  const drawn = decimated(trace.at, drawable, width)
  // With a value per step the curve is a texture behind the line, which dashes would break up.
  const dense = dash.length > 0 && drawn.length > width / 4
  return {
    type: 'line',
    id,
    silent: true,
    symbol: 'none',
    progressive: 0,
    z: stroke > 1 ? 4 : 3,
    lineStyle: dense
      ? { color: frame.theme.ghost, width: stroke }
      : { color, width: stroke, type: dash.length > 0 ? dash : 'solid' },
    data: drawn.map((i) => [trace.at[i]!, placed(scale, trace.values[i]!)]),
  }
}

function level(value: number, frame: FrameInput): Graphic {
  const { left, width } = plotBox(frame)
  const y = pixelY(frame, value)
  return ruler([left, y], [left + width, y], frame.theme.inkSoft, { dash: [1.5, 2.5], z: 2 })
}

function endDot({ at, values }: Trace, frame: FrameInput, colour: string): Graphic[] {
  const last = values.length - 1
  if (last < 0 || !Number.isFinite(values[last]!)) return []
  return [
    {
      type: 'circle',
      silent: true,
      z: 5,
      shape: { cx: pixelX(frame, at[last]!), cy: pixelY(frame, values[last]!), r: chartText.tick / 3 },
      style: { fill: colour, stroke: frame.theme.surface, lineWidth: 1.5 },
    },
  ]
}
