import type { LinesSeriesOption } from 'echarts'
import { chartText, colourOf, type ChartTheme } from './chartTheme.ts'
import { filled, type ChartTexts } from './chartTexts.ts'
import { wholeView, type Box, type BrushAxis, type ChartView, type Drawing, type Interval } from './chartView.ts'
import { everyNth } from './decimate.ts'
import { plotBox, ruler, text, type Graphic, type Margins } from './frame.ts'
import { fixedText, tickText } from './numberText.ts'
import { linearScale, logScale, shareOf, type Scale } from './scale.ts'
import type { SpaceMark } from './spaceMarks.ts'

export interface ParallelAxis {
  readonly id: string
  readonly title: string
  readonly log: boolean
  readonly text?: (value: number) => string
}

export interface ParallelRun {
  readonly id: string
  readonly name?: string
  readonly mark: SpaceMark
  /** One for each axis; null where the run has no such value. */
  readonly values: readonly (number | null)[]
  /** Null: diverged. */
  readonly errorPercent: number | null
}

export interface ParallelInput {
  /** The parameters; the error stands as the last axis by itself. */
  readonly axes: readonly ParallelAxis[]
  readonly runs: readonly ParallelRun[]
  /** The share of runs with the lowest errors that stays in colour. */
  readonly topShare: number
  /** Ranges by id of an axis (`error` for the last): runs outside any of them are ghosts. */
  readonly kept?: Readonly<Record<string, Interval>>
  /** Ids of runs that are drawn above all. */
  readonly selected?: ReadonlySet<string>
}

/** The id of the axis of errors. */
export const errorAxisId = 'error'

/** Lines drawn of each kind at most; more would be one grey. */
const most = { ghosts: 1200, clear: 800 } as const
/** Shares of the axes' height at which values stand that have no place on the scale. */
const shelves = { none: -0.09, diverged: 1.1 } as const

interface Place {
  readonly axis: ParallelAxis
  readonly scale: Scale
  readonly x: number
}

/**
 * One line for each run over its parameters to its error: the best share in colour, the others ghosts. Diverged runs end
 * on a shelf above the axis of errors and missing values on one below theirs, so that neither bends a scale.
 */
export function parallelCoordinates(input: ParallelInput, view: ChartView): Drawing {
  const { size, theme, texts } = wholeView(view)
  const margins: Margins = { left: 24, right: 56, top: 72, bottom: 30 }
  const plot = plotBox({ size, margins })
  const places = placesOf(input, plot, texts)
  const heights = (run: ParallelRun) => places.map(({ scale }, i) => heightOf(run, i, scale))
  const sorted = [...input.runs].sort((a, b) => (a.errorPercent ?? Infinity) - (b.errorPercent ?? Infinity))
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
  const selected = sorted.filter(({ id }) => input.selected?.has(id))
  const drawn = ghosts.length + clear.length
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
    lineStyle: { color: style.colour, width: style.width, opacity: style.opacity },
    // Where the runs differ little they would hide each other: the worst are drawn first.
    data: runs.toReversed().map((run) => ({ coords: heights(run).map((height, i) => [i, height]) })),
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
          ...places.flatMap((place, i) => axisGraphics(place, i, places, plot, theme, input.kept?.[place.axis.id])),
          ...shelfNames(sorted, places, plot, theme, texts),
          ...(drawn < input.runs.length
            ? [
                text(filled(texts.linesShown, { shown: drawn, count: input.runs.length }), 0, size.height - 14, theme, {
                  colour: theme.inkFaint,
                }),
              ]
            : []),
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
        lines('selected', selected, {
          colour: theme.selection,
          width: 2.25,
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
    })),
    points: () =>
      finite.map((run) => ({
        id: run.id,
        x: places.at(-1)!.x,
        y: plot.top + (1 - heightOf(run, places.length - 1, places.at(-1)!.scale)) * plot.height,
        title: run.name ?? run.id,
        rows: [
          { name: texts.error, value: `${fixedText(run.errorPercent!, 1)} %` },
          ...input.axes.map(({ title, text: write = tickText }, i) => {
            const value = run.values[i]
            return { name: title, value: value === null || value === undefined ? '–' : write(value) }
          }),
        ],
      })),
  }
}

interface LineLook {
  readonly colour: string
  readonly width: number
  readonly opacity: number
  readonly z: number
}

/** The axes from left to right with the scale over all finite values of each, the error last. */
function placesOf({ axes, runs }: ParallelInput, plot: Box, texts: ChartTexts): Place[] {
  const error: ParallelAxis = { id: errorAxisId, title: texts.error, log: false }
  const all = [...axes, error]
  return all.map((axis, i) => {
    let low = Infinity
    let high = -Infinity
    for (const run of runs) {
      const value = i === axes.length ? run.errorPercent : run.values[i]
      if (value === null || value === undefined || !Number.isFinite(value)) continue
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
    const known = low <= high
    const scale = !known
      ? linearScale(0, 1, 2)
      : axis.log && low > 0
        ? logScale(low, high, 5)
        : linearScale(low, high, 5)
    return { axis, scale, x: plot.left + (plot.width * i) / Math.max(1, all.length - 1) }
  })
}

/** Where the line of a run crosses axis i, as a share of its height. */
function heightOf(run: ParallelRun, i: number, scale: Scale): number {
  const isError = i === run.values.length
  const value = isError ? run.errorPercent : run.values[i]
  if (value === null || value === undefined) return isError ? shelves.diverged : shelves.none
  return shareOf(scale, value)
}

function isKept(run: ParallelRun, { axes, kept = {} }: ParallelInput): boolean {
  return Object.entries(kept).every(([id, { low, high }]) => {
    const value = id === errorAxisId ? run.errorPercent : run.values[axes.findIndex((axis) => axis.id === id)]
    return value !== null && value !== undefined && value >= low && value <= high
  })
}

/** Every so many of the runs, ordered by error, the best and the worst among them. */
function thinnedRuns(runs: readonly ParallelRun[], count: number): ParallelRun[] {
  return everyNth(runs.length, count).map((i) => runs[i]!)
}

function axisGraphics(
  { axis, scale, x }: Place,
  i: number,
  places: readonly Place[],
  plot: Box,
  theme: ChartTheme,
  kept: Interval | undefined,
): Graphic[] {
  const y = (value: number) => plot.top + (1 - shareOf(scale, value)) * plot.height
  const write = axis.text ?? tickText
  const isError = i === places.length - 1
  const room = places.length > 1 ? places[1]!.x - places[0]!.x : plot.width
  // Long titles would meet: every other one stands a line higher.
  const raised = room < 110 && i % 2 === 1 ? 16 : 0
  const align = i === 0 ? 'left' : isError ? 'right' : 'center'
  const at = i === 0 ? 0 : isError ? x + 52 : x
  const dense = scale.ticks.length * 14 > plot.height ? 2 : 1
  return [
    ruler([x, plot.top], [x, plot.top + plot.height], theme.axis, { z: 3 }),
    ...(kept
      ? [
          {
            type: 'rect' as const,
            silent: true,
            z: 4,
            shape: { x: x - 5, y: y(kept.high), width: 10, height: Math.max(2, y(kept.low) - y(kept.high)) },
            style: { fill: theme.accent, opacity: theme.areaOpacity, stroke: theme.accent, lineWidth: 1 },
          },
        ]
      : []),
    text(axis.title, at, plot.top - 52 - raised, theme, {
      align,
      colour: theme.inkSoft,
      room: raised || room >= 110 ? Math.max(60, room - 8) : 2 * room - 12,
    }),
    ...scale.ticks
      .filter((_, k) => k % dense === 0)
      .map((tick, k, kept) =>
        text(
          `${write(tick)}${isError && k === kept.length - 1 ? ' %' : ''}`,
          x + 5,
          y(tick) - chartText.tick / 2,
          theme,
          {
            colour: theme.inkFaint,
            halo: true,
          },
        ),
      ),
  ]
}

/** Names of the shelves that some run needs. */
function shelfNames(
  runs: readonly ParallelRun[],
  places: readonly Place[],
  plot: Box,
  theme: ChartTheme,
  texts: ChartTexts,
): Graphic[] {
  const diverged = runs.filter(({ errorPercent }) => errorPercent === null).length
  const at = (share: number) => plot.top + (1 - share) * plot.height - chartText.tick / 2
  const missing = places.slice(0, -1).filter((_, i) => runs.some(({ values }) => values[i] === null))
  return [
    ...(diverged > 0
      ? [
          text(filled(texts.divergedRuns, { count: diverged }), places.at(-1)!.x + 52, at(shelves.diverged), theme, {
            align: 'right',
            colour: theme.inkSoft,
            halo: true,
          }),
        ]
      : []),
    ...missing.map(({ x }) => text('–', x + 5, at(shelves.none), theme, { colour: theme.inkFaint, halo: true })),
  ]
}
