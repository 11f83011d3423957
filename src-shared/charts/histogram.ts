import type { CustomSeriesOption } from 'echarts'
import { colourOf } from './chartTheme.ts'
import { wholeView, type ChartView, type Drawing } from './chartView.ts'
import type { Interval } from './geometry.ts'
import { framed, pixelX, pixelY, plotBox, text, type FrameInput, type Graphic } from './frame.ts'
import { countUnit } from '#shared/format/counts.ts'
import { shortText } from '#shared/format/numbers.ts'
import { linearScale, logScale, placed, type Scale } from './scale.ts'
import type { SpaceMark } from './spaceMarks.ts'

export interface HistogramInput {
  /** The counted quantity with its base unit: "FLOPs of 6,000 draws" and "F". */
  readonly title: string
  readonly unit?: string
  readonly mark: SpaceMark
  /** Bin edges, ascending, one more than counts; positive if `log`. */
  readonly edges: readonly number[]
  readonly counts: readonly number[]
  readonly log: boolean
  /** The same bins for the refined space, drawn as an outline of equal area. */
  readonly parent?: { readonly name: string; readonly counts: readonly number[] }
  /** The study's window, drawn as a band in the accent colour. */
  readonly window?: Interval
}

/** A histogram of draws with the study's window and the parent's outline. */
export function histogram(input: HistogramInput, view: ChartView): Drawing {
  const { size, theme, t } = wholeView(view)
  const { edges, counts, mark, parent, log } = input
  const colour = colourOf(mark, theme)
  const outline = parent ? scaledTo(parent.counts, sum(counts)) : []
  const { divisor, prefix } = countUnit(log ? Math.sqrt(edges[0]! * edges.at(-1)!) : edges.at(-1)!)
  const scale: Scale = log
    ? { ...logScale(edges[0]!, edges.at(-1)!, 6), low: edges[0]!, high: edges.at(-1)! }
    : linearScale(edges[0]!, edges.at(-1)!, 6)
  const ticks = scale.ticks.filter((tick) => tick >= scale.low && tick <= scale.high)
  const frame: FrameInput = {
    size,
    margins: { left: 16, right: 20, top: 22, bottom: 38 },
    theme,
    x: {
      scale: { ...scale, ticks: log ? decades(scale) : ticks },
      title: log ? t('charts.drawing.logScale', { title: input.title }) : input.title,
      text: (value) => shortText(value / divisor, 3),
      ...(input.unit === undefined ? {} : { unit: `${prefix}${input.unit}` }),
    },
    y: {
      scale: { low: 0, high: 1.05 * Math.max(1, ...counts, ...outline), ticks: [], log: false },
      title: '',
      labels: false,
    },
  }
  const bars = (id: string, heights: readonly number[], style: 'bar' | 'outline') =>
    binSeries(
      id,
      edges,
      heights,
      scale,
      style === 'bar' ? { colour, opacity: theme.areaOpacity } : { line: theme.axis },
    )
  const share = (value: number) => `${shortText((100 * value) / Math.max(1, sum(counts)), 2)} %`
  const range = (i: number) =>
    `${frame.x.text!(edges[i]!)}–${frame.x.text!(edges[i + 1]!)}${frame.x.unit ? ` ${frame.x.unit}` : ''}`
  return {
    ...framed(
      frame,
      [bars('bins', counts, 'bar'), ...(parent ? [bars('parent', outline, 'outline')] : [])],
      input.window ? windowBand(input.window, frame, t('charts.drawing.window', named(input.window, frame))) : [],
    ),
    points: () =>
      counts.map((count, i) => ({
        x: pixelX(frame, log ? Math.sqrt(edges[i]! * edges[i + 1]!) : (edges[i]! + edges[i + 1]!) / 2),
        y: pixelY(frame, count),
        title: range(i),
        rows: [
          { name: t('charts.drawing.draws'), value: `${count} (${share(count)})`, colour },
          ...(parent ? [{ name: parent.name, value: share(outline[i]!), colour: theme.ghost }] : []),
        ],
      })),
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function scaledTo(counts: readonly number[], total: number): number[] {
  const own = sum(counts)
  return counts.map((count) => (own === 0 ? 0 : (count * total) / own))
}

/** Powers of ten inside the scale, or its own ticks if there are fewer than two. */
function decades({ low, high, ticks }: Scale): number[] {
  const powers: number[] = []
  for (let power = Math.ceil(Math.log10(low) - 1e-9); 10 ** power <= high * (1 + 1e-9); power++)
    powers.push(10 ** power)
  return powers.length > 1 ? powers : ticks.filter((tick) => tick >= low && tick <= high)
}

function named({ low, high }: Interval, { x }: FrameInput): { low: string; high: string } {
  const unit = x.unit ? ` ${x.unit}` : ''
  return { low: x.text!(low), high: `${x.text!(high)}${unit}` }
}

/** Bars from zero with an edge in full colour, or one outline over all bins. */
export function binSeries(
  id: string,
  edges: readonly number[],
  heights: readonly number[],
  scale: Scale,
  style: { readonly colour: string; readonly opacity: number } | { readonly line: string },
): CustomSeriesOption {
  const place = (i: number) => placed(scale, edges[i]!)
  return {
    type: 'custom',
    id,
    silent: true,
    clip: true,
    z: 'line' in style ? 3 : 2,
    // Only the number of items matters: each is drawn from `edges` and `heights`.
    data: 'line' in style ? [0] : [...heights],
    renderItem: (params, api) => {
      if ('line' in style) {
        const points = heights.flatMap((height, i) => [
          api.coord([place(i), height]),
          api.coord([place(i + 1), height]),
        ])
        return { type: 'polyline', shape: { points }, style: { stroke: style.line, fill: 'none', lineWidth: 1 } }
      }
      const i = params.dataIndex
      const [left, top] = api.coord([place(i), heights[i]!]) as [number, number]
      const [right, bottom] = api.coord([place(i + 1), 0]) as [number, number]
      const width = Math.max(1, right - left - 1)
      // An emptied group would keep the children of the previous drawing.
      const ignore = bottom - top <= 0
      return {
        type: 'group',
        children: [
          {
            type: 'rect',
            ignore,
            shape: { x: left, y: top, width, height: bottom - top },
            style: { fill: style.colour, opacity: style.opacity },
          },
          { type: 'rect', ignore, shape: { x: left, y: top, width, height: 1.5 }, style: { fill: style.colour } },
        ],
      }
    },
  }
}

function windowBand({ low, high }: Interval, frame: FrameInput, name: string): Graphic[] {
  const { theme, size } = frame
  const plot = plotBox(frame)
  const [from, to] = [pixelX(frame, low), pixelX(frame, high)]
  const middle = (from + to) / 2
  const align = middle < size.width / 4 ? 'left' : middle > (3 * size.width) / 4 ? 'right' : 'center'
  const x = { left: from, center: middle, right: to }[align]
  return [
    {
      type: 'rect',
      silent: true,
      z: 1,
      shape: { x: from, y: plot.top - 6, width: Math.max(2, to - from), height: plot.height + 6 },
      style: { fill: theme.accent, opacity: theme.areaOpacity },
    },
    text(name, x, 0, theme, { align, colour: theme.accentText }),
  ]
}
