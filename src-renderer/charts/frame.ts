import type { EChartsOption, GraphicComponentOption, SeriesOption } from 'echarts'
import { chartText, type ChartTheme } from './chartTheme.ts'
import { tickText } from './numberText.ts'
import { placed, type Scale } from './scale.ts'

/** Outer size of a chart in px. */
export interface ChartSize {
  readonly width: number
  readonly height: number
}

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
  /** Written after the last tick. */
  readonly unit?: string
  readonly text?: (value: number) => string
  /** False: neither line nor labels, for an axis that the chart below carries. */
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
 * An ECharts option with the axes of every chart: horizontal gridlines only, no frame, the vertical title above its
 * axis, the horizontal one below its end, the unit on the last tick. The plot is where the margins leave it.
 */
export function framed(input: FrameInput, series: SeriesOption[], graphics: Graphic[] = []): EChartsOption {
  const { size, margins, x, y, theme } = input
  const titles = [
    x.labels === false
      ? []
      : text(x.title, size.width - margins.right, size.height - 14, theme, { align: 'right', colour: theme.inkFaint }),
    text(y.title, 0, Math.max(margins.top - 26, 0), theme, { colour: theme.inkFaint }),
  ].flat()
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: theme.fontFamily },
    grid: { ...margins, outerBoundsMode: 'none' },
    xAxis: {
      ...axis(x, theme),
      axisLine: { show: x.labels !== false, onZero: false, lineStyle: { color: theme.axis } },
      splitLine: { show: false },
    },
    yAxis: { ...axis(y, theme), axisLine: { show: false }, splitLine: { lineStyle: { color: theme.grid } } },
    graphic: { elements: [...titles, ...graphics] },
    series,
  }
}

function axis({ scale, unit, text: write = tickText, labels = true }: AxisInput, theme: ChartTheme) {
  const ticks = scale.ticks.map((tick) => placed(scale, tick))
  const last = ticks.at(-1)!
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

/** Where a value lies in px from the left. */
export function pixelX({ size, margins, x }: FrameInput, value: number): number {
  return margins.left + share(x.scale, value) * (size.width - margins.left - margins.right)
}

/** Where a value lies in px from the top. */
export function pixelY({ size, margins, y }: FrameInput, value: number): number {
  return size.height - margins.bottom - share(y.scale, value) * (size.height - margins.top - margins.bottom)
}

function share(scale: Scale, value: number): number {
  const [low, high] = [placed(scale, scale.low), placed(scale, scale.high)]
  return Math.min(1, Math.max(0, (placed(scale, value) - low) / (high - low)))
}

/** A line of text whose top is at y. */
export function text(
  content: string,
  x: number,
  y: number,
  theme: ChartTheme,
  style: { align?: 'left' | 'right' | 'center'; colour?: string; size?: number; bold?: boolean } = {},
): Graphic {
  const { align = 'left', colour = theme.ink, size = chartText.tick, bold = false } = style
  return {
    type: 'text',
    silent: true,
    x,
    y,
    style: {
      text: content,
      fill: colour,
      font: `${bold ? 600 : 400} ${size}px ${theme.fontFamily}`,
      align,
      verticalAlign: 'top',
    },
  }
}
