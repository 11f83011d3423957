import type { EChartsOption, LineSeriesOption, SeriesOption } from 'echarts'
import { edf, type Edf } from '#shared/statistics/edf.ts'
import type { Band } from '#shared/statistics/edfBands.ts'
import { summary } from '#shared/statistics/summary.ts'
import { bandSeries } from './bandSeries.ts'
import { lightTheme, type ChartTheme } from './chartTheme.ts'
import {
  framed,
  pixelX,
  pixelY,
  type AxisInput,
  type ChartSize,
  type FrameInput,
  type Graphic,
  type Margins,
} from './frame.ts'
import { lineEnds } from './lineEnds.ts'
import { fixedText } from './numberText.ts'
import { linearScale, type Scale } from './scale.ts'
import type { SpaceMark } from './spaceMarks.ts'

export interface EdfSeries {
  readonly name: string
  readonly mark: SpaceMark
  /** Errors of the finished runs in percent; diverged runs are counted apart. */
  readonly errors: readonly number[]
  /** Given for the pair that is compared only; its line is drawn heavier. */
  readonly band?: Band
}

export interface EdfChartInput {
  readonly series: readonly EdfSeries[]
  /** The widest gap of the pair: drawn as a bar between the two shares. */
  readonly gap?: { readonly at: number; readonly shares: readonly [number, number] }
  /** Shared with the chart of the difference below it. */
  readonly scale?: Scale
}

/** Margins of the EDF and of the difference under it, so that one error stands in one column. */
export const edfMargins: Margins = { left: 44, right: 306, top: 34, bottom: 40 }

/** The scale of errors over all populations, ends on whole ticks. */
export function errorScale(populations: readonly (readonly number[])[]): Scale {
  const errors = populations.flat()
  return linearScale(Math.min(...errors), Math.max(...errors), 8)
}

/** The axis of errors under the EDF and the difference. */
export function errorAxis(scale: Scale): AxisInput {
  return { scale, title: 'Validation error after the last epoch', unit: '%' }
}

/** EDFs of several spaces: exact steps, one colour, dash and symbol per space, n, min and mean at the line ends. */
export function edfChart(input: EdfChartInput, size: ChartSize, theme: ChartTheme = lightTheme): EChartsOption {
  const scale = input.scale ?? errorScale(input.series.map(({ errors }) => errors))
  const frame: FrameInput = {
    size,
    margins: edfMargins,
    theme,
    x: errorAxis(scale),
    y: {
      scale: { low: 0, high: 1, ticks: [0, 0.25, 0.5, 0.75, 1], log: false },
      title: 'Share of networks below this error',
      text: (share) => String(Math.round(100 * share)),
      unit: '%',
    },
  }
  const bands = input.series.flatMap(({ band, mark }): SeriesOption[] =>
    band ? [bandSeries(band, mark.colour, theme.bandOpacity)] : [],
  )
  const lines = input.series.map((series) => stepLine(series, scale, theme))
  return framed(frame, [...bands, ...lines], [...gapBar(frame, input.gap, theme), ...ends(input.series, frame)])
}

function stepLine({ name, mark, errors, band }: EdfSeries, scale: Scale, theme: ChartTheme): LineSeriesOption {
  const distribution = edf(errors)
  const marked = symbolPlaces(distribution)
  const point = (error: number, share: number, i: number) =>
    marked.has(i)
      ? { value: [error, share], symbol: `path://${mark.symbolPath}`, symbolSize: 8 }
      : { value: [error, share], symbol: 'none' }
  return {
    type: 'line',
    name,
    silent: true,
    // F rises just after each error: level up to the error, then up. `end` turns there.
    step: 'end',
    symbol: 'none',
    showSymbol: true,
    showAllSymbol: true,
    z: band ? 4 : 3,
    lineStyle: {
      color: mark.colour,
      width: band ? 2.25 : 1.75,
      type: mark.dash.length > 0 ? [...mark.dash] : 'solid',
      cap: 'butt',
    },
    itemStyle: { color: mark.colour, borderColor: theme.surface, borderWidth: 1 },
    data: [
      point(scale.low, 0, -1),
      ...Array.from(distribution.values, (error, i) => point(error, distribution.upTo[i]!, i)),
      point(scale.high, 1, -1),
    ],
  }
}

/** The steps at about 1/8, 3/8, 5/8 and 7/8 of the networks. */
function symbolPlaces({ upTo }: Edf): Set<number> {
  return new Set([0.125, 0.375, 0.625, 0.875].map((share) => upTo.findIndex((reached) => reached >= share)))
}

function gapBar(frame: FrameInput, gap: EdfChartInput['gap'], theme: ChartTheme): Graphic[] {
  if (!gap) return []
  const x = pixelX(frame, gap.at)
  const [a, b] = gap.shares.map((share) => pixelY(frame, share)) as [number, number]
  const line = (x1: number, y1: number, x2: number, y2: number): Graphic => ({
    type: 'line',
    silent: true,
    z: 5,
    shape: { x1, y1, x2, y2 },
    style: { stroke: theme.ink, lineWidth: 1.5 },
  })
  return [line(x, a, x, b), line(x - 4, a, x + 4, a), line(x - 4, b, x + 4, b)]
}

function ends(series: readonly EdfSeries[], frame: FrameInput): Graphic[] {
  const described = series
    .map((entry) => ({ entry, statistics: summary(entry.errors) }))
    .sort((a, b) => a.statistics.mean - b.statistics.mean)
  return lineEnds(
    described.map(({ entry, statistics }) => ({
      name: entry.name,
      mark: entry.mark,
      y: pixelY(frame, 1),
      cells: [String(statistics.n), fixedText(statistics.min, 1), fixedText(statistics.mean, 1)],
      bold: entry.band !== undefined,
    })),
    [
      { title: 'n', right: 168 },
      { title: 'min %', right: 216 },
      { title: 'mean %', right: 268 },
    ],
    frame.size.width - frame.margins.right,
    [frame.margins.top, frame.size.height - frame.margins.bottom],
    frame.theme,
  )
}
