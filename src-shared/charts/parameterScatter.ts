import type { BootstrapRange } from '#shared/statistics/bootstrap.ts'
import { colourOf } from './chartTheme.ts'
import type { ChartTranslate } from './chartTexts.ts'
import { wholeView, type ChartPoint, type ChartView, type Drawing } from './chartView.ts'
import type { Box, Interval } from './geometry.ts'
import { extent } from './extent.ts'
import {
  framed,
  pixelX,
  pixelY,
  plotBox,
  ruler,
  text,
  type FrameInput,
  type Graphic,
  roomAfter,
  type AxisInput,
} from './frame.ts'
import { fixedText, shortText } from '#shared/format/numbers.ts'
import { linearScale, scaleOf, zoomedScale, type Scale } from './scale.ts'
import { dotPaint, dots, excludedDots, excludedKey, rings } from './scatterMarks.ts'
import type { SpaceMark } from './spaceMarks.ts'

export interface ScatterPoint {
  /** The item selected with it; omitted if nothing can be selected. */
  readonly id?: string
  /** Its name when read: "#043". */
  readonly name?: string
  readonly value: number
  readonly errorPercent: number
  /** Its own mark if several populations are shown, otherwise the chart's. */
  readonly mark?: SpaceMark
  /** Why it was excluded: it is drawn hollow and lies in no range. Null or absent: it counts. */
  readonly exclusion?: string | null
  /** Shown for comparison: it is never ringed as the best. */
  readonly isReference?: boolean
}

export interface ScatterInput {
  /** The parameter's name and, after its last tick, its unit. */
  readonly title: string
  readonly unit?: string
  /** Formats its values; the shortest number by default. */
  readonly text?: (value: number) => string
  readonly mark: SpaceMark
  readonly points: readonly ScatterPoint[]
  /** Empirical bootstrap of the parameter: shaded from low to high, with a line at the likely best. */
  readonly range?: BootstrapRange
  /** The dragged range: edges in the accent colour, points outside are dimmed. */
  readonly kept?: Interval
  /** Ids with a ring, or in the selection colour if there are many. */
  readonly selected?: ReadonlySet<string>
  /** Ids that stay in colour while others are faded. Absent: all. */
  readonly shown?: ReadonlySet<string>
  /** Number of runs without a finite error, stated in words. */
  readonly diverged?: number
  /** Id of the axis along which a range can be dragged. */
  readonly brush?: string
  /** Shared scales make several charts comparable. */
  readonly errorScale?: Scale
  readonly valueScale?: Scale
}

/**
 * Error against one parameter of a population, with the 95 % empirical bootstrap range of the best value and a ring
 * around the best network.
 */
export function parameterScatter(input: ScatterInput, view: ChartView): Drawing {
  const { size, theme, t, zoom } = wholeView(view)
  const { points, mark, range } = input
  const errors = extent(points.map((point) => point.errorPercent)) ?? { low: 0, high: 100 }
  const scale = zoomedScale(input.valueScale ?? scaleOf(points.map((point) => point.value)), zoom)
  const tiny = size.width < tinyWidth
  const x: AxisInput = {
    scale,
    labels: !tiny,
    title: scale.log ? t('charts.drawing.logScale', { title: input.title }) : input.title,
    ...(input.unit ? { unit: input.unit } : {}),
    ...(input.text ? { text: input.text } : {}),
  }
  const frame: FrameInput = {
    size,
    margins: tiny ? { left: 4, right: 4, top: 6, bottom: 6 } : { left: 44, right: roomAfter(x), top: 34, bottom: 40 },
    theme,
    x,
    y: {
      scale: input.errorScale ?? linearScale(errors.low, errors.high, 4),
      title: tiny ? '' : t('charts.drawing.error'),
      unit: '%',
      labels: !tiny,
    },
  }
  const within = ({ value, errorPercent }: ScatterPoint) =>
    value >= scale.low &&
    value <= scale.high &&
    (!input.errorScale || (errorPercent >= input.errorScale.low && errorPercent <= input.errorScale.high))
  const inView = points.filter(within)
  const [counted, excluded] = [inView.filter(isCounted), inView.filter((point) => !isCounted(point))]
  const excludedCount = points.length - points.filter(isCounted).length
  const isRinged = (point: ScatterPoint) => isCounted(point) && !point.isReference
  const best = Math.min(...points.filter(isRinged).map(({ errorPercent }) => errorPercent))
  const clear = (point: ScatterPoint) => isClear(point, input)
  const groups = Map.groupBy(counted.filter(clear), (point) => point.mark ?? mark)
  const selected = inView.filter(({ id }) => id !== undefined && input.selected?.has(id))
  const plot = plotBox(frame)
  const look = { tiny, crowded: inView.length > crowd }
  return {
    ...framed(
      frame,
      [
        dots(
          'ghosts',
          counted.filter((point) => !clear(point)),
          mark,
          { color: theme.ghost },
          2,
          scale,
          look,
        ),
        ...[...groups].map(([own, group], i) => dots(`points ${i}`, group, own, dotPaint(own, theme), 3, scale, look)),
        excludedDots(excluded, scale, theme, tiny),
        rings(
          'best',
          counted.filter((point) => isRinged(point) && point.errorPercent === best),
          theme.ink,
          1.25,
          scale,
        ),
        selected.length > mostRings
          ? {
              ...dots('selected', selected, mark, { color: theme.selection }, 4, scale, look),
              itemStyle: { color: theme.selection },
            }
          : rings('selected', selected, theme.selection, 2, scale),
      ],
      [
        ...(range ? bootstrapRange(range, frame, colourOf(mark, theme)) : []),
        ...(input.kept ? keptEdges(input.kept, frame) : []),
        ...(input.diverged && !tiny
          ? [
              // Beside the corner of the chart's menu.
              text(t('charts.drawing.diverged', { count: input.diverged }), size.width - 32, 8, theme, {
                align: 'right',
                colour: theme.inkFaint,
              }),
            ]
          : []),
        ...(excludedCount > 0 && !tiny
          ? excludedKey(excludedCount, [size.width - 32, input.diverged ? 22 : 8], theme, t)
          : []),
      ],
    ),
    zoomable: scale,
    points: () => reachable(inView, frame, input, t),
    ...(input.brush === undefined
      ? {}
      : { brushes: [{ id: input.brush, along: 'x', box: plot, scale, range: input.kept }] }),
  }
}

const isCounted = ({ exclusion }: ScatterPoint): boolean => (exclusion ?? null) === null

function isClear({ id, value }: ScatterPoint, { kept, shown }: ScatterInput): boolean {
  if (kept && (value < kept.low || value > kept.high)) return false
  return !shown || (id !== undefined && shown.has(id))
}

/** Below this width in px a chart is a thumbnail without text, which its surroundings provide. */
const tinyWidth = 180
/** Above this number of points, marks are plain and small: fast to draw, with overlap showing density. */
const crowd = 1500
/** Above this number, rings would hide the points, so selected points take the selection colour. */
const mostRings = 400

/** The range of the best value, shaded, with a line at the likely best. */
function bootstrapRange(range: BootstrapRange, frame: FrameInput, colour: string): Graphic[] {
  const plot = plotBox(frame)
  const low = pixelX(frame, range.low)
  const high = pixelX(frame, range.high)
  const area: Graphic[] =
    high > low ? [shade({ ...plot, left: low, width: high - low }, colour, frame.theme.bandOpacity)] : []
  const { scale } = frame.x
  if (range.median < scale.low || range.median > scale.high) return area
  const x = pixelX(frame, range.median)
  return [...area, ruler([x, plot.top], [x, plot.top + plot.height], colour, { width: 1.75, z: 1 })]
}

function shade({ left, top, width, height }: Box, fill: string, opacity: number): Graphic {
  return { type: 'rect', silent: true, z: 1, shape: { x: left, y: top, width, height }, style: { fill, opacity } }
}

function keptEdges({ low, high }: Interval, frame: FrameInput): Graphic[] {
  const plot = plotBox(frame)
  const { accent } = frame.theme
  const edges = [low, high]
    .filter((edge) => edge > frame.x.scale.low && edge < frame.x.scale.high)
    .map((edge) => pixelX(frame, edge))
    .map((x) => ruler([x, plot.top - 6], [x, plot.top + plot.height], accent, { width: 2 }))
  const [from, to] = [pixelX(frame, low), pixelX(frame, high)]
  return [shade({ ...plot, left: from, width: to - from }, accent, frame.theme.bandOpacity / 2), ...edges]
}

/** Points by value, then by error, so that the arrow keys move along the axis. */
function reachable(
  points: readonly ScatterPoint[],
  frame: FrameInput,
  input: ScatterInput,
  t: ChartTranslate,
): ChartPoint[] {
  const unit = input.unit ? ` ${input.unit}` : ''
  return [...points]
    .sort((a, b) => a.value - b.value || a.errorPercent - b.errorPercent)
    .map((point) => ({
      ...(point.id === undefined ? {} : { id: point.id }),
      x: pixelX(frame, point.value),
      y: pixelY(frame, point.errorPercent),
      title: point.name ?? point.id ?? input.title,
      rows: [
        { name: t('charts.drawing.error'), value: `${fixedText(point.errorPercent, 1)} %` },
        { name: input.title, value: `${(input.text ?? shortText)(point.value)}${unit}` },
        ...(isCounted(point) ? [] : [{ name: t('charts.drawing.excludedRun'), value: point.exclusion! }]),
      ],
    }))
}
