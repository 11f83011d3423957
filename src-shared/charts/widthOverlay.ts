import type { LineSeriesOption } from 'echarts'
import { colourOf } from './chartTheme.ts'
import { wholeView, type ChartView, type Drawing } from './chartView.ts'
import { framed, pixelX, pixelY, ruler, text, type FrameInput, type Graphic } from './frame.ts'
import { shortText } from '#shared/format/numbers.ts'
import { placed, type Scale } from './scale.ts'
import type { SpaceMark } from './spaceMarks.ts'
import { widthScale, widthsFrame } from './widthsChart.ts'

export interface WidthOverlayInput {
  readonly mark: SpaceMark
  /** The width of each block, for each network. */
  readonly networks: readonly { readonly id: string; readonly widths: readonly number[] }[]
  /** Draws the line u_j = slope (j + 1), as the paper's 48 (j + 1). */
  readonly slope: number
  /** Shared scales make several overlays comparable. */
  readonly blockCount?: number
  readonly widthScale?: Scale
}

/** Widths of the blocks of many networks over each other on a log2 axis, with a common line. */
export function widthOverlay(input: WidthOverlayInput, view: ChartView): Drawing {
  const { theme, t } = wholeView(view)
  const { networks, slope } = input
  const scale = input.widthScale ?? widthScale(networks.flatMap(({ widths }) => widths))
  const count = input.blockCount ?? Math.max(...networks.map(({ widths }) => widths.length))
  const frame = widthsFrame(count, scale, view)
  // Thin and translucent, so that where many coincide they are darkest.
  const opacity = Math.max(0.35, Math.min(0.8, 5 / networks.length))
  const lines = networks.map(({ widths }, i): LineSeriesOption => ({
    type: 'line',
    id: `network ${i}`,
    silent: true,
    symbol: 'none',
    step: 'middle',
    z: 2,
    lineStyle: { color: colourOf(input.mark, theme), width: 1.25, opacity, join: 'round' },
    data: spread(widths).map(([j, width]) => [j, placed(scale, width)]),
  }))
  return {
    ...framed(frame, [...lines, referenceLine(slope, count, scale, theme.ink)], lineName(slope, frame)),
    points: () =>
      networks.flatMap(({ id, widths }) =>
        widths.map((width, j) => ({
          x: pixelX(frame, j),
          y: pixelY(frame, width),
          title: id,
          rows: [
            { name: t('charts.drawing.block'), value: String(j) },
            { name: t('charts.drawing.widths'), value: String(width) },
          ],
        })),
      ),
  }
}

/** The blocks from half a block before the first to half a block after the last, so that steps end with their block. */
const spread = (widths: readonly number[]): [number, number][] => [
  [-0.5, widths[0]!],
  ...widths.map((width, j): [number, number] => [j, width]),
  [widths.length - 0.5, widths.at(-1)!],
]

/** The places, in blocks, at which the line lies on the axis. */
function reach(slope: number, count: number, { low, high }: Scale): number[] {
  const steps = Array.from({ length: 8 * count + 1 }, (_, i) => i / 8 - 0.5)
  return steps.filter((j) => slope * (j + 1) >= low && slope * (j + 1) <= high && j <= count - 0.5)
}

function referenceLine(slope: number, count: number, scale: Scale, colour: string): LineSeriesOption {
  return {
    type: 'line',
    id: 'line',
    silent: true,
    symbol: 'none',
    z: 3,
    lineStyle: { color: colour, width: 1.5, type: [5, 3] },
    data: reach(slope, count, scale).map((j) => [j, placed(scale, slope * (j + 1))]),
  }
}

/** The formula of the line with its dashes, above the plot's right end. */
function lineName(slope: number, { size, theme, margins }: FrameInput): Graphic[] {
  const formula = `u = ${shortText(slope, 3)} (j + 1)`
  const [right, y] = [size.width - margins.right, Math.max(margins.top - 26, 0)]
  // Most of its characters are narrow.
  const left = right - 4.8 * formula.length - 8
  return [
    ruler([left - 22, y + 7], [left, y + 7], theme.ink, { width: 1.5, dash: [5, 3] }),
    text(formula, right, y, theme, { align: 'right' }),
  ]
}
