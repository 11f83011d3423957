import type { EChartsOption } from 'echarts'
import { lightTheme, type ChartTheme } from './chartTheme.ts'
import { englishTexts, type ChartTexts } from './chartTexts.ts'
import type { Box, Interval } from './geometry.ts'
import type { Scale } from './scale.ts'

/** Outer size of a chart in px. */
export interface ChartSize {
  readonly width: number
  readonly height: number
}

/** How a chart is looked at. A size alone is a view: light, English, the whole axis. */
export interface ChartView extends ChartSize {
  readonly theme?: ChartTheme
  readonly texts?: ChartTexts
  /** The part of the horizontal axis that is shown. */
  readonly zoom?: Interval | undefined
}

/** The view with its defaults. */
export function wholeView({ width, height, theme = lightTheme, texts = englishTexts, zoom }: ChartView) {
  return { size: { width, height }, theme, texts, zoom }
}

/** A datum that a pointer or the arrow keys can reach. */
export interface ChartPoint {
  /** What is selected with it; none: it can be read only. */
  readonly id?: string
  /** Px from the left. */
  readonly x: number
  /** Px from the top; absent where the datum is a vertical line over all series. */
  readonly y?: number
  readonly title: string
  readonly rows?: readonly { readonly name: string; readonly value: string; readonly colour?: string }[]
}

/** An axis along which a range can be dragged. */
export interface BrushAxis {
  readonly id: string
  readonly along: 'x' | 'y'
  /** Where dragging begins and the range is drawn. */
  readonly box: Box
  readonly scale: Scale
  /** What has been dragged: its ends can be taken hold of. */
  readonly range?: Interval | undefined
}

/** A chart as ECharts draws it, with what a pointer or a key can reach on it. */
export interface Drawing {
  readonly option: EChartsOption
  readonly plot: Box
  /** The horizontal axis of the plot where it can be zoomed: the scale as it is shown. */
  readonly zoomable?: Scale
  /** In the order of the arrow keys; computed when they are first needed. */
  readonly points?: () => readonly ChartPoint[]
  readonly brushes?: readonly BrushAxis[]
}
