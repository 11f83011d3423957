import { colourOf, chartText, type ChartTheme } from './chartTheme.ts'
import type { ChartTranslate } from './chartTexts.ts'
import { pixelY, text, type FrameInput, type Graphic, type Margins } from './frame.ts'
import { lineEnds, plotHeightForNames, shortened, symbol, type LineEnd } from './lineEnds.ts'
import { fixedText, shortText } from '#shared/format/numbers.ts'

/** Below this width in px, names go in a key above the plot, otherwise in a table at the line ends. */
const tableWidth = 600
const keyRow = 18
const keyTop = 2
/** Maximum share of the chart's height for the key. */
const keyShare = 0.35
/** A key with fewer rows than this is omitted if there are more names. */
const leastOfMany = 6
/** Space above the plot for titles. */
const top = 34
/** Space below the plot for the axis and its title. */
const axisHeight = 40
/** Width of the corner reserved for the chart's menu. */
const menuWidth = 28

/** The name of a population and the numbers beside it. */
export interface EdfName extends Omit<LineEnd, 'cells' | 'y'> {
  /** The share of its networks inside the axis. */
  readonly share: number
  /** Number of networks, or effective number if weighted. */
  readonly count: number
  readonly weighted: boolean
  readonly min: number
  readonly mean: number
  /** How many lie beyond the end of the whole axis. */
  readonly beyond: number
}

/** Whether names are placed at the line ends. */
export function namesAtEnds(width: number): boolean {
  return width >= tableWidth
}

/**
 * Margins of an EDF with this many names, and of the difference below it, so that errors align. The lower of two charts
 * over one axis shows its labels. The columns beside a wide chart end before the menu's corner.
 */
export function edfMargins({ width, height }: FrameInput['size'], names: number, hasAxis = true): Margins {
  const bottom = hasAxis ? axisHeight : 10
  if (namesAtEnds(width)) return { left: 44, right: 330, top, bottom }
  const rows = keyRows(height, names)
  return { left: 40, right: 18, top: top + (rows > 0 ? rows * keyRow + keyTop : 0), bottom }
}

/** Margins of a chart over an axis of errors that stands by itself, without names: its plot is as wide as the chart allows. */
export const marginsAlone: Margins = { left: 44, right: 18, top, bottom: axisHeight }

/** The height in px at which a narrow chart has room for a key of this many names. */
export const heightForNames = (names: number): number => Math.ceil((names * keyRow) / keyShare)

/** The height in px at which a wide chart has room for this many names at the line ends. */
export const heightForEnds = (names: number): number => top + plotHeightForNames(names) + axisHeight

/** Rows of the key. A small chart keeps its height for the data; with many names, the last row counts the others. */
function keyRows(height: number, names: number): number {
  if (height >= heightForNames(names)) return names
  const most = Math.floor((height * keyShare) / keyRow)
  return most >= leastOfMany ? most : 0
}

/**
 * Names with their numbers: at the line ends in a wide chart, as a key above the plot in a narrow one. `axisEnd` is the
 * end of the whole axis, regardless of zoom.
 */
export function edfNames(names: readonly EdfName[], frame: FrameInput, axisEnd: number, t: ChartTranslate): Graphic[] {
  const { size, theme } = frame
  const sorted = [...names].sort((a, b) => a.mean - b.mean)
  if (namesAtEnds(size.width)) return atEnds(sorted, frame, axisEnd, t)
  const rows = keyRows(size.height, sorted.length)
  const shown = sorted.slice(0, rows < sorted.length ? Math.max(0, rows - 1) : rows)
  const more = t('charts.drawing.moreNames', { count: sorted.length - shown.length })
  return [
    ...shown.flatMap((name, i) => keyLine(name, i, size.width, theme, t)),
    ...(rows > shown.length
      ? [text(more, nameStart, keyTop + shown.length * keyRow, theme, { colour: theme.inkSoft })]
      : []),
  ]
}

function atEnds(names: readonly EdfName[], frame: FrameInput, axisEnd: number, t: ChartTranslate): Graphic[] {
  const { size, margins, theme } = frame
  const cut = names.some(({ beyond }) => beyond > 0)
  const rights = cut ? [132, 174, 224, 268] : [176, 218, 268]
  const titles = [
    t('charts.drawing.n'),
    t('charts.drawing.min'),
    t('charts.drawing.mean'),
    ...(cut ? [t('charts.drawing.beyond', { error: shortText(axisEnd) })] : []),
  ]
  return lineEnds(
    names.map((name) => ({
      ...name,
      y: pixelY(frame, name.share),
      cells: [
        name.weighted ? t('charts.drawing.effectiveN', { n: name.count }) : String(name.count),
        fixedText(name.min, 1),
        fixedText(name.mean, 1),
        ...(cut ? [name.beyond > 0 ? String(name.beyond) : '–'] : []),
      ],
    })),
    titles.map((title, i) => ({ title, right: rights[i]! })),
    size.width - margins.right,
    [margins.top, size.height - margins.bottom],
    theme,
    t,
  )
}

/** Where names start in the key, and the longest name that leaves room for its numbers. */
const nameStart = 28
const longestInKey = 12

/** Approximate width of soft text in px: Hangul and similar scripts are twice as wide as Latin letters. */
export const widthOf = (words: string): number =>
  Array.from(words).reduce((sum, letter) => sum + (letter > '\u1100' ? 11 : 6), 0)

function keyLine(name: EdfName, i: number, width: number, theme: ChartTheme, t: ChartTranslate): Graphic[] {
  const y = keyTop + i * keyRow
  const values = {
    n: t(name.weighted ? 'charts.drawing.effectiveN' : 'charts.drawing.sampleSize', { n: name.count }),
    min: fixedText(name.min, 1),
    mean: fixedText(name.mean, 1),
  }
  const [long, short] = [t('charts.drawing.keyNumbers', values), t('charts.drawing.keyErrors', values)]
  const lettersBeside = (numbers: string) => Math.floor((width - menuWidth - nameStart - 8 - widthOf(numbers)) / 7)
  const whole = Math.min(longestInKey, Array.from(name.name).length)
  const numbers = lettersBeside(long) >= whole ? long : short
  return [
    {
      type: 'line',
      silent: true,
      shape: { x1: 0, y1: y + 8, x2: 20, y2: y + 8 },
      style: { stroke: colourOf(name.mark, theme), lineWidth: 1.5, lineDash: [...name.mark.dash] },
    },
    symbol(name.mark, 10, y + 8, 4, theme),
    text(shortened(name.name, Math.max(6, lettersBeside(numbers))), nameStart, y, theme, {
      size: chartText.name,
      bold: name.bold,
    }),
    text(numbers, width - menuWidth, y + 2, theme, { align: 'right', colour: theme.inkSoft }),
  ]
}
