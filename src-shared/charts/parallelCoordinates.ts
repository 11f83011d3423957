import type { LinesSeriesOption } from 'echarts'
import { colourOf, type ChartTheme } from './chartTheme.ts'
import type { ChartTranslate } from './chartTexts.ts'
import { wholeView, type BrushAxis, type ChartSize, type ChartView, type Drawing } from './chartView.ts'
import { everyNth } from './decimate.ts'
import { plotBox, ruler, text, type Graphic, type Margins } from './frame.ts'
import { fixedText, shortText } from '#shared/format/numbers.ts'
import {
  axisGraphics,
  errorAxisId,
  heightOf,
  placesOf,
  shelfNames,
  type ParallelInput,
  type ParallelRun,
} from './parallelAxes.ts'

/** Maximum lines of each kind; more would blur into grey. */
const most = { ghosts: 600, clear: 400 } as const

/**
 * One line per run over its parameters to its error: the best share in colour, the others faded. Diverged runs end on a
 * shelf above the axis of errors and missing values on one below their axis, so that neither distorts a scale.
 */
export function parallelCoordinates(input: ParallelInput, view: ChartView): Drawing {
  const whole = wholeView(view)
  const { size, theme, t } = whole
  const margins: Margins = { left: 24, right: 56, top: 76, bottom: 30 }
  const plot = plotBox({ size, margins })
  const places = placesOf(input, plot, t)
  const heights = (run: ParallelRun) => places.map(({ scale }, i) => heightOf(run, i, scale))
  const all = [...input.runs].sort((a, b) => (a.errorPercent ?? Infinity) - (b.errorPercent ?? Infinity))
  const isExcluded = ({ exclusion }: ParallelRun) => (exclusion ?? null) !== null
  const [sorted, excluded] = [all.filter((run) => !isExcluded(run)), all.filter(isExcluded)]
  const finite = sorted.filter(({ errorPercent }) => errorPercent !== null)
  const top = new Set(finite.slice(0, Math.ceil(input.topShare * finite.length)))
  const inRange = (run: ParallelRun) => isKept(run, input)
  const clear = thinnedRuns(
    sorted.filter((run) => top.has(run) && inRange(run)),
    most.clear,
  )
  const ghosts = thinnedRuns(
    sorted.filter((run) => !(top.has(run) && inRange(run))),
    most.ghosts,
  )
  const selected = all.filter(({ id }) => input.selected?.has(id))
  const drawn = ghosts.length + clear.length + excluded.length
  const groups = Map.groupBy(clear, ({ mark }) => mark)
  const lines = (id: string, runs: readonly ParallelRun[], style: LineLook): LinesSeriesOption => ({
    type: 'lines',
    id,
    coordinateSystem: 'cartesian2d',
    polyline: true,
    silent: true,
    progressive: 0,
    clip: false,
    z: style.z,
    lineStyle: { color: style.colour, width: style.width, opacity: style.opacity, type: style.dash ?? 'solid' },
    // If runs differ little they would hide each other, so the worst are drawn first.
    // A single axis has nothing to join, and ECharts fails on a line of one point.
    data:
      places.length > 1
        ? runs.toReversed().map((run) => ({ coords: heights(run).map((height, i) => [i, height]) }))
        : [],
  })
  const faint = Math.min(0.55, Math.max(0.12, 60 / Math.max(1, ghosts.length)))
  return {
    option: {
      animation: false,
      backgroundColor: 'transparent',
      textStyle: { fontFamily: theme.fontFamily },
      grid: { ...margins, outerBoundsMode: 'none' },
      xAxis: { type: 'value', min: 0, max: Math.max(1, places.length - 1), show: false },
      yAxis: { type: 'value', min: 0, max: 1, show: false },
      graphic: {
        elements: [
          ...places.flatMap((place, i) => axisGraphics(place, i, places, plot, whole, input.kept?.[place.axis.id])),
          ...shelfNames(sorted, places, plot, theme, t),
          ...(drawn < input.runs.length
            ? [
                text(
                  t('charts.drawing.linesShown', { shown: drawn, count: input.runs.length }),
                  0,
                  size.height - 14,
                  theme,
                  {
                    colour: theme.inkFaint,
                  },
                ),
              ]
            : []),
          ...(excluded.length > 0 ? excludedLines(excluded.length, size, theme, t) : []),
        ],
      },
      series: [
        lines('ghosts', ghosts, { colour: theme.ghost, width: 1, opacity: faint, z: 1 }),
        ...[...groups].map(([mark, runs], i) =>
          lines(`runs ${i}`, runs, {
            colour: colourOf(mark, theme),
            width: 1.25,
            opacity: Math.min(0.9, Math.max(0.14, 30 / runs.length)),
            z: 2,
          }),
        ),
        lines('excluded', excluded, { colour: theme.inkFaint, width: 1, opacity: 0.7, z: 2, dash: excludedDash }),
        lines('selected', selected, {
          colour: theme.selection,
          // Many thick lines would hide what they cross.
          width: selected.length > 8 ? 1.25 : 2.25,
          opacity: 1,
          z: 4,
        }),
      ],
    },
    plot,
    brushes: places.map((place): BrushAxis => ({
      id: place.axis.id,
      along: 'y',
      box: { left: place.x - 12, top: plot.top, width: 24, height: plot.height },
      scale: place.scale,
      range: input.kept?.[place.axis.id],
    })),
    points: () =>
      all
        .filter(({ errorPercent }) => errorPercent !== null)
        .map((run) => ({
          id: run.id,
          x: places.at(-1)!.x,
          y: plot.top + (1 - heightOf(run, places.length - 1, places.at(-1)!.scale)) * plot.height,
          title: run.name ?? run.id,
          rows: [
            { name: t('charts.drawing.error'), value: `${fixedText(run.errorPercent!, 1)} %` },
            ...input.axes.map(({ title, text: write = shortText }, i) => {
              const value = run.values[i]
              return { name: title, value: value === null || value === undefined ? '–' : write(value) }
            }),
            ...(isExcluded(run) ? [{ name: t('charts.drawing.excludedRun'), value: run.exclusion! }] : []),
          ],
        })),
  }
}

interface LineLook {
  readonly colour: string
  readonly width: number
  readonly opacity: number
  readonly z: number
  readonly dash?: number[]
}

const excludedDash = [2, 3]

/** The key of dashed lines: the number of excluded runs. */
function excludedLines(count: number, { width, height }: ChartSize, theme: ChartTheme, t: ChartTranslate): Graphic[] {
  const y = height - 14
  return [
    ruler([width - 24, y + 6], [width, y + 6], theme.inkFaint, { dash: excludedDash }),
    text(t('charts.drawing.excluded', { count }), width - 30, y, theme, { align: 'right', colour: theme.inkFaint }),
  ]
}

function isKept(run: ParallelRun, { axes, kept = {} }: ParallelInput): boolean {
  return Object.entries(kept).every(([id, { low, high }]) => {
    const value = id === errorAxisId ? run.errorPercent : run.values[axes.findIndex((axis) => axis.id === id)]
    return value !== null && value !== undefined && value >= low && value <= high
  })
}

/** Every k-th run in order of error, including the best and the worst. */
function thinnedRuns(runs: readonly ParallelRun[], count: number): ParallelRun[] {
  return everyNth(runs.length, count).map((i) => runs[i]!)
}
