import { init } from 'echarts'
import type { ChartSize, Drawing } from '../chartView.ts'

/** A position in px from the chart's upper left corner. */
export type At = [x: number, y: number]

/** A line of text as drawn. */
export interface SeenText {
  readonly text: string
  /** Where it is anchored by its alignment, and its upper edge, px. */
  readonly x: number
  readonly top: number
  readonly align: string
  /** As wide as ECharts takes it to be, px. */
  readonly width: number
  readonly colour: string
  readonly size: number
  readonly bold: boolean
  /** The colour around its letters, if any. */
  readonly halo: string | null
}

/** A shape as drawn; colours are null where nothing is painted. */
export interface SeenShape {
  /** The kind of shape: rect, line, polyline, polygon, circle, bezier-curve or path, which is a symbol. */
  readonly kind: string
  /** Corners or vertices in px; the centre of a circle or symbol. */
  readonly points: readonly At[]
  /** The radius of a circle or half the size of a symbol, px; 0 for other shapes. */
  readonly radius: number
  readonly fill: string | null
  readonly stroke: string | null
  readonly width: number
  /** Empty for a solid line. */
  readonly dash: readonly number[]
  readonly opacity: number
  /** Whether it is cut off at the edges of the plot. */
  readonly clipped: boolean
}

/** Everything a chart shows, each list from back to front. */
export interface Seen {
  readonly texts: readonly SeenText[]
  readonly shapes: readonly SeenShape[]
  /** The kinds of things that react to the pointer by themselves. */
  readonly reactive: readonly string[]
}

/** The parts of a displayable of ECharts that are looked at. */
interface Displayed {
  readonly type: string
  readonly shape?: Readonly<Record<string, unknown>>
  readonly style: Readonly<Record<string, unknown>>
  readonly silent: boolean
  readonly parent?: Displayed
  readonly __clipPaths?: readonly unknown[]
  readonly getComputedTransform: () => readonly number[] | null
  readonly getBoundingRect: () => { readonly width: number }
}

/** What ECharts draws of a chart, as laid out by it, in px rounded to hundredths. */
export function seen({ option }: Drawing, { width, height }: ChartSize): Seen {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  chart.setOption(option)
  chart.renderToSVGString()
  const list = chart.getZr().storage.getDisplayList(true) as unknown as readonly Displayed[]
  const found = {
    texts: list.filter(({ type }) => type === 'tspan').map(seenText),
    shapes: list.filter(({ type }) => type !== 'tspan').map(seenShape),
    reactive: list.filter((each) => !isSilent(each)).map(({ type }) => type),
  }
  chart.dispose()
  return found
}

const px = (value: number): number => Math.round(100 * value) / 100 + 0

function isSilent({ silent, parent }: Displayed): boolean {
  return silent || (parent !== undefined && isSilent(parent))
}

/** A point of a shape in px of the chart. */
function placedBy(shape: Displayed, x: number, y: number): At {
  const [a, b, c, d, right, down] = (shape.getComputedTransform() ?? [1, 0, 0, 1, 0, 0]) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return [px(a * x + c * y + right), px(b * x + d * y + down)]
}

function seenText(drawn: Displayed): SeenText {
  const style = drawn.style as { text: string; textAlign: string; fill: string; font: string; stroke: string | null }
  const [, weight, size] = /(\w+) (\d+)px/.exec(style.font)!
  const { x, y } = drawn.style as { x: number; y: number }
  const [left, middle] = placedBy(drawn, x, y)
  return {
    text: style.text,
    x: left,
    top: px(middle - Number(size) / 2),
    align: style.textAlign,
    width: drawn.getBoundingRect().width,
    colour: style.fill,
    size: Number(size),
    bold: weight === '600',
    halo: style.stroke,
  }
}

function seenShape(drawn: Displayed): SeenShape {
  const { fill, stroke, lineWidth, lineDash, opacity } = drawn.style as {
    fill?: string | null
    stroke?: string | null
    lineWidth?: number
    lineDash?: readonly number[] | string | null
    opacity?: number
  }
  const paint = (colour: string | null | undefined) =>
    colour === undefined || colour === null || colour === 'none' || colour === 'transparent' ? null : colour
  return {
    kind: drawn.type.replace('ec-', ''),
    points: vertices(drawn).map(([x, y]) => placedBy(drawn, x, y)),
    radius: radius(drawn),
    fill: paint(fill),
    stroke: paint(stroke),
    width: paint(stroke) === null ? 0 : (lineWidth ?? 1),
    dash: Array.isArray(lineDash) ? (lineDash as number[]) : [],
    opacity: opacity ?? 1,
    clipped: (drawn.__clipPaths?.length ?? 0) > 0,
  }
}

function radius(drawn: Displayed): number {
  if (drawn.type === 'circle') return (drawn.shape as { r: number }).r * (drawn.getComputedTransform()?.[0] ?? 1)
  return drawn.type === 'path' ? (drawn.getComputedTransform()?.[0] ?? 1) : 0
}

function vertices({ type, shape = {} }: Displayed): At[] {
  const { points } = shape as { points?: ArrayLike<number> | readonly At[] }
  if (points)
    return typeof points[0] === 'number'
      ? Array.from({ length: points.length / 2 }, (_, i) => [Number(points[2 * i]), Number(points[2 * i + 1])])
      : [...(points as readonly At[])]
  const of = shape as Readonly<Record<string, number>>
  const from = (...names: string[]) => names.map((name) => of[name]!) as At
  if (type === 'rect') {
    const { x, y, width, height } = of as { x: number; y: number; width: number; height: number }
    return [
      [x, y],
      [x + width, y + height],
    ]
  }
  if (type === 'bezier-curve') return [from('x1', 'y1'), from('cpx1', 'cpy1'), from('cpx2', 'cpy2'), from('x2', 'y2')]
  if (type.endsWith('line')) return [from('x1', 'y1'), from('x2', 'y2')]
  return [type === 'circle' && of.cx !== undefined ? from('cx', 'cy') : [0, 0]]
}
