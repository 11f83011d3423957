import { chartText, colourOf, symbolPaint, type ChartTheme } from './chartTheme.ts'
import { inEnglish, type ChartTranslate } from './chartTexts.ts'
import { text, type Graphic } from './frame.ts'
import type { SpaceMark } from './spaceMarks.ts'
import { spread } from './spread.ts'

export interface LineEnd {
  readonly name: string
  readonly mark: SpaceMark
  /** End of the line in px from the top. */
  readonly y: number
  /** One text per column. */
  readonly cells: readonly string[]
  readonly bold: boolean
}

/** Distance from the plot to the names at the line ends, px. */
const leader = 34
/** Row heights of names in px: preferred and minimum. */
const row = 22
const leastRow = 16
/** Distance from the ends of the plot to the middle of the first and last name. */
const [above, below] = [2, 4]

/** The height in px of a plot that has room for this many names at its line ends. */
export const plotHeightForNames = (names: number): number => above + below + Math.max(0, names - 1) * leastRow

/**
 * Names at line ends with columns of numbers, spread without overlap and each connected to its line. If not all fit,
 * bold ones come first, then the first of the list, and a last row counts the rest. `right` is the plot's right edge;
 * `columns` are titles with their right edges, in px from the names.
 */
export function lineEnds(
  ends: readonly LineEnd[],
  columns: readonly { readonly title: string; readonly right: number }[],
  right: number,
  [top, bottom]: readonly [number, number],
  theme: ChartTheme,
  t: ChartTranslate = inEnglish,
): Graphic[] {
  const names = right + leader
  const [low, high] = [top + above, Math.max(top + above, bottom - below)]
  const shown = withRoom(ends, Math.floor((high - low) / leastRow) + 1)
  const hidden = ends.length - shown.length
  const rows = shown.length + (hidden > 0 ? 1 : 0)
  const gap = rows > 1 ? Math.min(row, (high - low) / (rows - 1)) : row
  const places = spread(
    // Whole px, so that lines with a common end keep the order of the list.
    shown.map((end) => Math.round(end.y)),
    gap,
    low,
    hidden > 0 ? high - gap : high,
  )
  const more =
    hidden > 0
      ? [text(t('charts.drawing.moreNames', { count: hidden }), names + 12, high - 8, theme, { colour: theme.inkSoft })]
      : []
  const longest = longestBefore(columns[0]?.right, ends)
  const heads = columns.map(({ title, right: edge }) =>
    text(title, names + edge, top - 26, theme, { align: 'right', colour: theme.inkFaint }),
  )
  return [
    ...heads,
    ...more,
    ...shown.flatMap((end, i): Graphic[] => {
      const y = places[i]!
      const style = { size: chartText.name, bold: end.bold }
      return [
        {
          type: 'bezierCurve',
          silent: true,
          shape: {
            x1: right + 1,
            y1: end.y,
            cpx1: right + 14,
            cpy1: end.y,
            cpx2: right + 10,
            cpy2: y,
            x2: right + 26,
            y2: y,
          },
          style: { stroke: colourOf(end.mark, theme), fill: 'none', lineWidth: 1, opacity: 0.7 },
        },
        symbol(end.mark, names, y, 4, theme),
        text(shortened(end.name, longest), names + 12, y - 8, theme, style),
        ...end.cells.map((cell, column) =>
          text(cell, names + columns[column]!.right, y - 8, theme, { ...style, align: 'right' }),
        ),
      ]
    }),
  ]
}

/** How many letters of a name have room before the first column, whose right edge is this far from the names in px. */
function longestBefore(right: number | undefined, ends: readonly LineEnd[]): number | undefined {
  if (right === undefined) return undefined
  const letters = Math.max(0, ...ends.map(({ cells: [first = ''] }) => Array.from(first).length))
  return Math.max(8, Math.floor((right - 16 - 7.2 * letters) / 6.8))
}

/** The entries that fit in this many rows, the last of which counts the rest. */
function withRoom(ends: readonly LineEnd[], rows: number): readonly LineEnd[] {
  if (ends.length <= rows) return ends
  const order = [...ends.filter(({ bold }) => bold), ...ends.filter(({ bold }) => !bold)]
  const kept = new Set(order.slice(0, rows - 1))
  return ends.filter((end) => kept.has(end))
}

/** The mark's symbol around (x, y), `radius` px. */
export function symbol(mark: SpaceMark, x: number, y: number, radius: number, theme: ChartTheme): Graphic {
  const { fill, stroke, width } = symbolPaint(mark, theme)
  return {
    type: 'polygon',
    silent: true,
    shape: { points: mark.symbolPoints.map(([right, down]) => [x + radius * right, y + radius * down]) },
    style: mark.fill === 'whole' ? { fill } : { fill, stroke, lineWidth: width },
  }
}

/**
 * The name, truncated with an ellipsis beyond `most` letters. The last part of a name with several parts distinguishes
 * most: the middle goes first, then letters of the first part.
 */
export function shortened(name: string, most = 15): string {
  const [first, ...others] = name.split(' · ')
  const last = others.at(-1)
  if (Array.from(name).length <= most) return name
  const ends = others.length > 1 ? `${first!} … ${last!}` : name
  const letters = Array.from(ends)
  if (letters.length <= most) return ends
  const between = others.length > 1 ? ' … ' : ' · '
  const kept = most - Array.from(`…${between}${last ?? name}`).length
  if (kept >= 3) return `${Array.from(first!).slice(0, kept).join('')}…${between}${last!}`
  return `${letters.slice(0, most - 1).join('')}…`
}
