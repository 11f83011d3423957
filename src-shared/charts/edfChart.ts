import type { LineSeriesOption, SeriesOption } from 'echarts'
import { effectiveNumber } from '#shared/statistics/matching.ts'
import { edf, shareBelow, shareUpTo, type Edf } from '#shared/statistics/edf.ts'
import type { Band } from '#shared/statistics/ranges/edfBand.ts'
import { weightedEdf } from '#shared/statistics/normalisedEdf.ts'
import { summary } from '#shared/statistics/summary.ts'
import { bandSeries } from './bandSeries.ts'
import { colourOf, symbolPaint } from './chartTheme.ts'
import type { ChartTranslate } from './chartTexts.ts'
import { wholeView, type ChartPoint, type ChartView, type Drawing } from './chartView.ts'
import { decimated, everyNth } from './decimate.ts'
import { extent } from './extent.ts'
import { edfMargins, edfNames, namesAtEnds, type EdfName } from './edfLayout.ts'
import { framed, pixelX, pixelY, plotBox, ruler, type AxisInput, type FrameInput, type Graphic } from './frame.ts'
import { fixedText } from '#shared/format/numbers.ts'
import { linearScale, zoomedScale, type Scale } from './scale.ts'
import type { SpaceMark } from './spaceMarks.ts'

export interface EdfSeries {
  readonly name: string
  readonly mark: SpaceMark
  /** Errors of the finished runs in percent; diverged runs are counted separately. */
  readonly errors: readonly number[]
  /** A weight per error, summing to 1, for comparison at equal complexity. */
  readonly weights?: readonly number[]
  /** Only for the compared pair; its line is drawn heavier. */
  readonly band?: Band
  /** False: drawn like the others despite its band. */
  readonly heavy?: boolean
  /** A prediction from existing runs: dashed, whatever the space's mark. */
  readonly preview?: boolean
}

export interface EdfChartInput {
  /** Series without errors are omitted. */
  readonly series: readonly EdfSeries[]
  /** The widest gap of the pair, drawn as a bar between the two shares. */
  readonly gap?: { readonly at: number; readonly shares: readonly [number, number] }
  /** Shared with the difference chart below; if it is truncated, the names show how many errors lie beyond. */
  readonly scale?: Scale
  /** Whether the chart below shares the axis and shows its labels. */
  readonly axisBelow?: boolean
  /** One network, marked by a ring on its population's line. */
  readonly selected?: MarkedError
  /** Further networks, with smaller rings. */
  readonly marked?: readonly MarkedError[]
}

/** A network by its error, on the line of a series. */
export interface MarkedError {
  readonly series: EdfSeries
  readonly error: number
}

/** The scale of errors over all populations, with ends on whole ticks; [0, 100] if there are no errors yet. */
export function errorScale(populations: readonly ArrayLike<number>[]): Scale {
  const { low, high } = extent(...populations) ?? { low: 0, high: 100 }
  return linearScale(low, high, 8)
}

/** The axis of errors under the EDF and the difference. */
export function errorAxis(scale: Scale, t: ChartTranslate, width: number): AxisInput {
  return { scale, title: t(namesAtEnds(width) ? 'charts.drawing.finalError' : 'charts.drawing.error'), unit: '%' }
}

/**
 * EDFs of several spaces: exact steps, one colour, dash and symbol per space, with n, min and mean beside the names.
 */
export function edfChart(input: EdfChartInput, view: ChartView): Drawing {
  const { size, theme, t, zoom } = wholeView(view)
  const shown = input.series.filter(({ errors }) => errors.length > 0)
  const whole = input.scale ?? errorScale(shown.map(({ errors }) => errors))
  const scale = zoomedScale(whole, zoom)
  const frame: FrameInput = {
    size,
    margins: edfMargins(size, shown.length, !input.axisBelow),
    theme,
    x: { ...errorAxis(scale, t, size.width), labels: !input.axisBelow },
    y: {
      scale: { low: 0, high: 1, ticks: [0, 0.25, 0.5, 0.75, 1], log: false },
      title: t('charts.drawing.shareBelow'),
      text: (share) => String(Math.round(100 * share)),
      unit: '%',
    },
  }
  const functions = shown.map(distribution)
  const bands = shown.flatMap(({ band, mark }, i): SeriesOption[] =>
    band ? [bandSeries(`band ${i}`, band, colourOf(mark, theme), theme.bandOpacity)] : [],
  )
  const lines = shown.map((series, i) => stepLine(`edf ${i}`, series, functions[i]!, frame))
  const names = shown.map((series, i) => named(series, functions[i]!, scale, whole.high))
  return {
    ...framed(
      frame,
      [...bands, ...lines],
      [
        ...gapBar(frame, input.gap),
        ...(input.marked ?? []).flatMap((marked) => ring(frame, shown, functions, marked, 3.5)),
        ...ring(frame, shown, functions, input.selected, 5),
        ...edfNames(names, frame, whole.high, t),
      ],
    ),
    zoomable: scale,
    points: () => edfPoints(shown, functions, frame),
  }
}

/** The EDF of a series, weighted if it has weights. */
export function distribution({ errors, weights }: Pick<EdfSeries, 'errors' | 'weights'>): Edf {
  return weights ? weightedEdf(errors, weights) : edf(errors)
}

const isHeavy = ({ band, heavy }: EdfSeries): boolean => heavy ?? band !== undefined

function stepLine(id: string, series: EdfSeries, { values, upTo }: Edf, frame: FrameInput): LineSeriesOption {
  const { name, mark, preview = false } = series
  const { theme } = frame
  const { scale } = frame.x
  const heavy = isHeavy(series)
  const marked = new Set(symbolPlaces(upTo))
  const kept = new Set([...decimated(values, upTo, plotBox(frame).width), ...marked])
  const drawn = [...kept].sort((a, b) => a - b)
  const point = (error: number, share: number, i: number) =>
    marked.has(i)
      ? { value: [error, share], symbol: `path://${mark.symbolPath}`, symbolSize: 8 }
      : { value: [error, share], symbol: 'none' }
  const dash = preview ? [4, 2.5] : mark.dash
  const paint = symbolPaint(mark, theme)
  return {
    type: 'line',
    id,
    name,
    silent: true,
    // F rises just after each error: level up to the error, then up, which is what `end` draws.
    step: 'end',
    symbol: 'none',
    showSymbol: true,
    showAllSymbol: true,
    progressive: 0,
    z: heavy ? 4 : 3,
    lineStyle: {
      color: colourOf(mark, theme),
      width: heavy ? 2.25 : 1.75,
      type: dash.length > 0 ? [...dash] : 'solid',
      cap: 'butt',
    },
    itemStyle: { color: paint.fill, borderColor: paint.stroke, borderWidth: paint.width },
    data: [
      point(Math.min(scale.low, values[0]!), 0, -1),
      ...drawn.map((i) => point(values[i]!, upTo[i]!, i)),
      point(Math.max(scale.high, values.at(-1)!), 1, -1),
    ],
  }
}

/** The steps nearest to 1/8, 3/8, 5/8 and 7/8 of the networks. */
function symbolPlaces(upTo: Float64Array): number[] {
  return [0.125, 0.375, 0.625, 0.875].map((share) => upTo.findIndex((reached) => reached >= share))
}

function named(series: EdfSeries, distribution: Edf, scale: Scale, axisEnd: number): EdfName {
  const { name, mark, errors } = series
  return {
    name,
    mark,
    bold: isHeavy(series),
    share: shareUpTo(distribution, scale.high),
    ...edfNumbers(series),
    beyond: errors.filter((error) => error > axisEnd).length,
  }
}

/**
 * The numbers beside the name of a series with errors; for a weighted one, the effective number and the weighted mean.
 */
export function edfNumbers({
  errors,
  weights,
}: Pick<EdfSeries, 'errors' | 'weights'>): Pick<EdfName, 'count' | 'weighted' | 'min' | 'mean'> {
  const { n, min, mean } = summary(errors)
  if (!weights) return { count: n, weighted: false, min, mean }
  return {
    ...{ count: Math.round(effectiveNumber(weights)), weighted: true, min },
    mean: errors.reduce((sum, error, i) => sum + error * weights[i]!, 0),
  }
}

function gapBar(frame: FrameInput, gap: EdfChartInput['gap']): Graphic[] {
  const { scale } = frame.x
  if (!gap || gap.at < scale.low || gap.at > scale.high) return []
  const x = pixelX(frame, gap.at)
  const [a, b] = gap.shares.map((share) => pixelY(frame, share)) as [number, number]
  return [
    [x, a, x, b],
    [x - 4, a, x + 4, a],
    [x - 4, b, x + 4, b],
  ].map(([x1, y1, x2, y2]) => ruler([x1!, y1!], [x2!, y2!], frame.theme.ink, { width: 1.5 }))
}

function ring(
  frame: FrameInput,
  series: readonly EdfSeries[],
  functions: readonly Edf[],
  selected: MarkedError | undefined,
  radius: number,
): Graphic[] {
  const line = selected && functions[series.indexOf(selected.series)]
  if (!line || selected.error < frame.x.scale.low || selected.error > frame.x.scale.high) return []
  return [
    {
      type: 'circle',
      silent: true,
      z: 6,
      shape: { cx: pixelX(frame, selected.error), cy: pixelY(frame, shareUpTo(line, selected.error)), r: radius },
      style: { fill: frame.theme.surface, stroke: frame.theme.selection, lineWidth: 2 },
    },
  ]
}

/** Maximum number of positions that the arrow keys visit. */
const stops = 400

function edfPoints(series: readonly EdfSeries[], functions: readonly Edf[], frame: FrameInput): ChartPoint[] {
  const { low, high } = frame.x.scale
  const errors = [...new Set(functions.flatMap(({ values }) => [...values]))]
    .filter((error) => error >= low && error <= high)
    .sort((a, b) => a - b)
  return everyNth(errors.length, stops).map((i) => ({
    x: pixelX(frame, errors[i]!),
    title: `${fixedText(errors[i]!, 1)} %`,
    rows: series.map(({ name, mark }, k) => ({
      name,
      value: `${fixedText(100 * shareBelow(functions[k]!, errors[i]!), 0)} %`,
      colour: colourOf(mark, frame.theme),
    })),
  }))
}
