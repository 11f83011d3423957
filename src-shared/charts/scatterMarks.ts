import type { ScatterSeriesOption } from 'echarts'
import { symbolPaint, type ChartTheme } from './chartTheme.ts'
import type { ChartTranslate } from './chartTexts.ts'
import { ruler, text, type Graphic } from './frame.ts'
import { placed, type Scale } from './scale.ts'
import type { SpaceMark } from './spaceMarks.ts'

interface PlacedPoint {
  readonly value: number
  readonly errorPercent: number
  /** Its own mark if several populations are shown, otherwise the chart's. */
  readonly mark?: SpaceMark
}

/** Non-interactive points. A mark at the end of an axis is not clipped. */
const still = (id: string, points: readonly PlacedPoint[], scale: Scale) =>
  ({
    type: 'scatter',
    id,
    silent: true,
    clip: false,
    data: points.map((point) => [placed(scale, point.value), point.errorPercent]),
  }) satisfies ScatterSeriesOption

/** Points of one appearance. */
export function dots(
  id: string,
  points: readonly PlacedPoint[],
  mark: SpaceMark,
  paint: ScatterSeriesOption['itemStyle'],
  z: number,
  scale: Scale,
  { tiny, crowded }: { readonly tiny: boolean; readonly crowded: boolean },
): ScatterSeriesOption {
  return {
    ...still(id, points, scale),
    symbol: `path://${mark.symbolPath}`,
    symbolSize: crowded ? 3 : tiny ? 4 : 6,
    // An empty series cannot be large: ECharts fails on it.
    large: crowded && points.length > 0,
    largeThreshold: 0,
    progressive: 0,
    z,
    itemStyle: { ...paint, opacity: crowded ? 0.45 : 0.75 },
  }
}

/** Points of a space's first population have no outline, so that overlap shows density. */
export function dotPaint(mark: SpaceMark, theme: ChartTheme): ScatterSeriesOption['itemStyle'] {
  const { fill, stroke, width } = symbolPaint(mark, theme)
  return mark.fill === 'whole' ? { color: fill } : { color: fill, borderColor: stroke, borderWidth: width }
}

/** Rings around points. */
export function rings(
  id: string,
  points: readonly PlacedPoint[],
  colour: string,
  width: number,
  scale: Scale,
): ScatterSeriesOption {
  return {
    ...still(id, points, scale),
    symbol: 'circle',
    symbolSize: 13,
    z: 4,
    itemStyle: { color: 'transparent', borderColor: colour, borderWidth: width },
  }
}

/** A struck-through hollow circle, as on the exclude button, in no space's colour because no statistic counts them. */
const excludedSymbol = 'path://M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0ZM-0.7,0.7L0.7,-0.7'

/** The points of excluded runs, behind all others. */
export function excludedDots(
  points: readonly PlacedPoint[],
  scale: Scale,
  theme: ChartTheme,
  isTiny: boolean,
): ScatterSeriesOption {
  return {
    ...still('excluded', points, scale),
    symbol: excludedSymbol,
    symbolSize: isTiny ? 5 : 8,
    z: 2,
    itemStyle: { color: 'transparent', borderColor: theme.inkFaint, borderWidth: 1 },
  }
}

/** The number of excluded runs with their symbol, ending at (right, y). */
export function excludedKey(
  count: number,
  [right, y]: readonly [number, number],
  theme: ChartTheme,
  t: ChartTranslate,
): Graphic[] {
  const [cx, cy, r] = [right - 5, y + 6, 4]
  const slash = 0.7 * r
  return [
    {
      type: 'circle',
      silent: true,
      shape: { cx, cy, r },
      style: { fill: 'none', stroke: theme.inkFaint, lineWidth: 1 },
    },
    ruler([cx - slash, cy + slash], [cx + slash, cy - slash], theme.inkFaint),
    text(t('charts.drawing.excluded', { count }), right - 14, y, theme, { align: 'right', colour: theme.inkFaint }),
  ]
}
