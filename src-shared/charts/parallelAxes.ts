import { chartText, type ChartTheme } from './chartTheme.ts'
import type { ChartTranslate } from './chartTexts.ts'
import type { Box, Interval } from './geometry.ts'
import { extent } from './extent.ts'
import { ruler, text, type Graphic } from './frame.ts'
import { shortText } from '#shared/format/numbers.ts'
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
  /** One value per axis; null if the run has none. */
  readonly values: readonly (number | null)[]
  /** Null if diverged. */
  readonly errorPercent: number | null
  /** Why it was excluded: its line is dashed and never among the best. Null or absent: it counts. */
  readonly exclusion?: string | null
}

export interface ParallelInput {
  /** The parameters; the error is added as the last axis. */
  readonly axes: readonly ParallelAxis[]
  readonly runs: readonly ParallelRun[]
  /** The share of runs with the lowest errors that stays in colour. */
  readonly topShare: number
  /** Ranges by axis id (`error` for the last); runs outside any of them are faded. */
  readonly kept?: Readonly<Record<string, Interval>>
  /** Ids of runs drawn on top. */
  readonly selected?: ReadonlySet<string>
}

/** The id of the axis of errors. */
export const errorAxisId = 'error'

/** Heights, as shares of the axes, of values without a place on the scale. */
const shelves = { none: -0.09, diverged: 1.1 } as const

/** An axis with its scale, in px from the left. */
export interface Place {
  readonly axis: ParallelAxis
  readonly scale: Scale
  readonly x: number
}

/** The axes from left to right, each with the scale over its finite values, the error last. */
export function placesOf({ axes, runs }: ParallelInput, plot: Box, t: ChartTranslate): Place[] {
  const error: ParallelAxis = { id: errorAxisId, title: t('charts.drawing.error'), log: false }
  const all = [...axes, error]
  return all.map((axis, i) => {
    const values = runs.map((run) => (i === axes.length ? run.errorPercent : run.values[i]))
    const { low, high } = extent(values) ?? { low: 0, high: 1 }
    const scale = axis.log && low > 0 ? logScale(low, high, 5) : linearScale(low, high, 5)
    return { axis, scale, x: plot.left + (plot.width * i) / Math.max(1, all.length - 1) }
  })
}

/** Where a run's line crosses axis i, as a share of its height. */
export function heightOf(run: ParallelRun, i: number, scale: Scale): number {
  const isError = i === run.values.length
  const value = isError ? run.errorPercent : run.values[i]
  if (value === null || value === undefined) return isError ? shelves.diverged : shelves.none
  return shareOf(scale, value)
}

/** An axis with its title, ticks, kept range and, if logarithmic, a note of that. */
export function axisGraphics(
  { axis, scale, x }: Place,
  i: number,
  places: readonly Place[],
  plot: Box,
  { theme, t }: { theme: ChartTheme; t: ChartTranslate },
  kept: Interval | undefined,
): Graphic[] {
  const y = (value: number) => plot.top + (1 - shareOf(scale, value)) * plot.height
  const write = axis.text ?? shortText
  const isError = i === places.length - 1
  const room = places.length > 1 ? places[1]!.x - places[0]!.x : plot.width
  // Long titles would collide, so every other one is a line higher, and the last one below the menu's corner.
  const titleTop = plot.top - (isError ? 40 : room < 110 && i % 2 === 1 ? 72 : 56)
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
    text(axis.title, at, titleTop, theme, {
      align,
      colour: theme.inkSoft,
      room: titleRoom(i, isError, room),
    }),
    ...(scale.log
      ? [
          text(t('charts.drawing.log'), at, plot.top - 40, theme, {
            align,
            colour: theme.inkFaint,
            room: Math.max(room - 8, 24),
          }),
        ]
      : []),
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

/**
 * Width of an axis title: up to its neighbours on the same line, which are every other one if axes are close. The first
 * starts at the chart's edge, the others lie around their axes.
 */
function titleRoom(i: number, isLast: boolean, room: number): number {
  if (room >= 110) return i === 0 ? room / 2 + 24 : room - 8
  return i === 0 ? room + 16 : isLast ? room + 40 : 2 * room - 12
}

/** Names of the shelves that some run needs. */
export function shelfNames(
  runs: readonly ParallelRun[],
  places: readonly Place[],
  plot: Box,
  theme: ChartTheme,
  t: ChartTranslate,
): Graphic[] {
  const diverged = runs.filter(({ errorPercent }) => errorPercent === null).length
  const at = (share: number) => plot.top + (1 - share) * plot.height - chartText.tick / 2
  const missing = places.slice(0, -1).filter((_, i) => runs.some(({ values }) => values[i] === null))
  return [
    ...(diverged > 0
      ? [
          text(
            t('charts.drawing.divergedRuns', { count: diverged }),
            places.at(-1)!.x + 52,
            at(shelves.diverged),
            theme,
            {
              align: 'right',
              colour: theme.inkSoft,
              halo: true,
            },
          ),
        ]
      : []),
    ...missing.map(({ x }) => text('–', x + 5, at(shelves.none), theme, { colour: theme.inkFaint, halo: true })),
  ]
}
