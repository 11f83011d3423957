import type { GraphicComponentOption, SeriesOption } from 'echarts'
import { chartText, type ChartTheme } from './chartTheme.ts'
import type { ChartSize, Drawing } from './chartView.ts'
import type { Box } from './geometry.ts'
import { shortText } from '#shared/format/numbers.ts'
import { placed, shareOf, type Scale } from './scale.ts'

export type { ChartSize } from './chartView.ts'

/** Space around the plot in px. */
export interface Margins {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface AxisInput {
  readonly scale: Scale
  readonly title: string
  /** Appended to the last tick label. */
  readonly unit?: string
  readonly text?: (value: number) => string
  /** False: no labels and title, for an axis labelled by the chart below. */
  readonly labels?: boolean
}

export interface FrameInput {
  readonly size: ChartSize
  readonly margins: Margins
  readonly x: AxisInput
  readonly y: AxisInput
  readonly theme: ChartTheme
}

type Graphic = NonNullable<Extract<GraphicComponentOption, { elements?: unknown }>['elements']>[number]
export type { Graphic }

/**
 * A drawing with the common axes: horizontal gridlines only, no frame, the vertical title above its axis, the
 * horizontal one below its end, the unit on the last tick. The margins determine the plot area.
 */
export function framed(input: FrameInput, series: SeriesOption[], graphics: Graphic[] = []): Drawing {
  const { size, margins, x, y, theme } = input
  const plot = plotBox(input)
  const titles = [
    x.labels === false || x.title === ''
      ? []
      : text(x.title, size.width - margins.right, size.height - 14, theme, {
          align: 'right',
          colour: theme.inkFaint,
          room: size.width - margins.right,
        }),
    y.title === ''
      ? []
      : text(y.title, 0, Math.max(margins.top - 26, 0), theme, {
          colour: theme.inkFaint,
          room: size.width - margins.right,
        }),
  ].flat()
  const option = {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: theme.fontFamily },
    grid: { ...margins, outerBoundsMode: 'none' as const },
    xAxis: {
      ...axis(x, plot.width, widest(x), theme),
      axisLine: { show: true, onZero: false, lineStyle: { color: theme.axis } },
      splitLine: { show: false },
    },
    yAxis: {
      ...axis(y, plot.height, 10, theme),
      axisLine: { show: false },
      splitLine: { lineStyle: { color: theme.grid } },
    },
    graphic: { elements: [...titles, ...graphics] },
    series,
  }
  return { option, plot }
}

/** The plot area inside the margins. */
export function plotBox({ size, margins }: Pick<FrameInput, 'size' | 'margins'>): Box {
  return {
    left: margins.left,
    top: margins.top,
    width: Math.max(1, size.width - margins.left - margins.right),
    height: Math.max(1, size.height - margins.top - margins.bottom),
  }
}

/** The room in px that the last label of a horizontal axis with its unit needs to the right of the plot area. */
export function roomAfter({ scale, unit, text: write = shortText }: AxisInput): number {
  const last = scale.ticks.at(-1)
  const label = last === undefined ? '' : `${write(last)}${unit ? ` ${unit}` : ''}`
  return Math.max(16, Math.ceil(3.5 * label.length))
}

/** An axis of `length` px whose labels take `room` px each along it. */
function axis(
  { scale, unit, text: write = shortText, labels = true }: AxisInput,
  length: number,
  room: number,
  theme: ChartTheme,
) {
  const ticks = thinned(scale, length, room + 8).map((tick) => placed(scale, tick))
  const last = ticks.at(-1)
  return {
    type: 'value' as const,
    min: placed(scale, scale.low),
    max: placed(scale, scale.high),
    axisTick: { show: false, customValues: ticks },
    axisLabel: {
      show: labels,
      customValues: ticks,
      color: theme.inkFaint,
      fontSize: chartText.tick,
      margin: 6,
      formatter: (value: number) => {
        const label = write(scale.log ? 2 ** value : value)
        return unit && value === last ? `${label} ${unit}` : label
      },
    },
  }
}

/** Every k-th tick, from the first, such that neighbours are at least `gap` px apart. */
function thinned(scale: Scale, length: number, gap: number): number[] {
  const places = scale.ticks.map((tick) => shareOf(scale, tick) * length)
  const fits = (stride: number) => {
    const kept = places.filter((_, i) => i % stride === 0)
    return kept.every((place, i) => i === 0 || place - kept[i - 1]! >= gap)
  }
  let stride = 1
  while (!fits(stride)) stride++
  return scale.ticks.filter((_, i) => i % stride === 0)
}

/** Approximate width of the longest label in px, without the unit. */
function widest({ scale, text: write = shortText }: AxisInput): number {
  return 6.5 * Math.max(0, ...scale.ticks.map((tick) => write(tick).length))
}

/** Position of a value in px from the left. */
export function pixelX(input: Pick<FrameInput, 'size' | 'margins' | 'x'>, value: number): number {
  const { left, width } = plotBox(input)
  return left + shareOf(input.x.scale, value) * width
}

/** Position of a value in px from the top. */
export function pixelY(input: Pick<FrameInput, 'size' | 'margins' | 'y'>, value: number): number {
  const { top, height } = plotBox(input)
  return top + (1 - shareOf(input.y.scale, value)) * height
}

export interface TextStyle {
  readonly align?: 'left' | 'right' | 'center'
  readonly colour?: string
  readonly size?: number
  readonly bold?: boolean
  /** Maximum width in px, beyond which the text is truncated with an ellipsis. */
  readonly room?: number
  /** Whether to outline the text in the surface colour, for text over data. */
  readonly halo?: boolean
}

/** A line of text whose top is at y. */
export function text(content: string, x: number, y: number, theme: ChartTheme, style: TextStyle = {}): Graphic {
  const { align = 'left', colour = theme.ink, size = chartText.tick, bold = false, room, halo = false } = style
  const weight = bold ? 600 : 400
  const lowered = theme.subscripts ? content.replace(subscript, '{sub|$1}') : content
  return {
    type: 'text',
    silent: true,
    x,
    y,
    z: 6,
    style: {
      text: lowered,
      fill: colour,
      font: `${weight} ${size}px ${theme.fontFamily}`,
      align,
      verticalAlign: 'top',
      ...(room ? { width: room, overflow: 'truncate' as const } : {}),
      ...(halo ? { stroke: theme.surface, lineWidth: 3 } : {}),
      ...(lowered === content
        ? {}
        : {
            rich: {
              sub: {
                font: `${weight} ${Math.round(0.75 * size)}px ${theme.fontFamily}`,
                fill: colour,
                verticalAlign: 'bottom' as const,
                padding: [4, 0, -4, 0],
              },
            },
          }),
    },
  }
}

/** The letters after an underscore in the name of a space. */
const subscript = /_([A-Za-z0-9]{1,2})(?![A-Za-z0-9_])/g

/** A straight line between two points in px. */
export function ruler(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  stroke: string,
  style: { width?: number; dash?: number[]; z?: number } = {},
): Graphic {
  const { width = 1, dash, z = 5 } = style
  return {
    type: 'line',
    silent: true,
    z,
    shape: { x1, y1, x2, y2 },
    style: { stroke, lineWidth: width, ...(dash ? { lineDash: dash } : {}) },
  }
}
