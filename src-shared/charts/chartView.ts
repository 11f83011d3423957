import type { EChartsOption } from 'echarts'
import { lightTheme, type ChartTheme } from './chartTheme.ts'
import { inEnglish, type ChartTranslate } from './chartTexts.ts'
import type { Box, Interval } from './geometry.ts'
import type { Scale } from './scale.ts'

/** Outer size of a chart in px. */
export interface ChartSize {
  readonly width: number
  readonly height: number
}

/** How to render a chart. A size alone is a view: light theme, English, the whole axis. */
export interface ChartView extends ChartSize {
  readonly theme?: ChartTheme
  readonly t?: ChartTranslate
  /** The visible part of the horizontal axis. */
  readonly zoom?: Interval | undefined
}

/** The view with its defaults. */
export function wholeView({ width, height, theme = lightTheme, t = inEnglish, zoom }: ChartView) {
  return { size: { width, height }, theme, t, zoom }
}

/** A datum that the pointer or the arrow keys can reach. */
export interface ChartPoint {
  /** The item selected with it; absent if it can only be read. */
  readonly id?: string
  /** Px from the left. */
  readonly x: number
  /** Px from the top; absent if the datum is a vertical line over all series. */
  readonly y?: number
  /** Px that a cell takes around it, in which alone the pointer reaches it; absent for a datum that is a point. */
  readonly cell?: { readonly width: number; readonly height: number }
  readonly title: string
  readonly rows?: readonly { readonly name: string; readonly value: string; readonly colour?: string }[]
}

/** An axis along which a range can be dragged. */
export interface BrushAxis {
  readonly id: string
  readonly along: 'x' | 'y'
  /** Where dragging starts and the range is drawn. */
  readonly box: Box
  readonly scale: Scale
  /** The dragged range, whose ends can be grabbed. */
  readonly range?: Interval | undefined
}

/** A chart as ECharts options, with what pointer and keys can reach. */
export interface Drawing {
  readonly option: EChartsOption
  readonly plot: Box
  /** The visible scale of the horizontal axis, if it can be zoomed. */
  readonly zoomable?: Scale
  /** In arrow-key order; computed on first use. */
  readonly points?: () => readonly ChartPoint[]
  readonly brushes?: readonly BrushAxis[]
}
