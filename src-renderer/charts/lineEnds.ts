import { chartText, colourOf, symbolPaint, type ChartTheme } from './chartTheme.ts'
import { text, type Graphic } from './frame.ts'
import type { SpaceMark } from './spaceMarks.ts'
import { spread } from './spread.ts'

export interface LineEnd {
  readonly name: string
  readonly mark: SpaceMark
  /** Where the line ends, px from the top. */
  readonly y: number
  /** One text for each column. */
  readonly cells: readonly string[]
  readonly bold: boolean
}

/** Distance from the plot to the names at the line ends, px. */
const leader = 34
const row = 22

/**
 * Names at the ends of lines with columns of numbers, spread so that none covers another, each led to its line. `right`
 * is the plot's right edge; `columns` are titles with their right edges, px from the names.
 */
export function lineEnds(
  ends: readonly LineEnd[],
  columns: readonly { readonly title: string; readonly right: number }[],
  right: number,
  [top, bottom]: readonly [number, number],
  theme: ChartTheme,
): Graphic[] {
  const names = right + leader
  const places = spread(
    // Whole px: lines that end together keep the order of the list.
    ends.map((end) => Math.round(end.y)),
    row,
    top + 2,
    bottom - 4,
  )
  const heads = columns.map(({ title, right: edge }) =>
    text(title, names + edge, top - 26, theme, { align: 'right', colour: theme.inkFaint }),
  )
  return [
    ...heads,
    ...ends.flatMap((end, i): Graphic[] => {
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
        text(shortened(end.name), names + 12, y - 8, theme, style),
        ...end.cells.map((cell, column) =>
          text(cell, names + columns[column]!.right, y - 8, theme, { ...style, align: 'right' }),
        ),
      ]
    }),
  ]
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
 * The name, cut with an ellipsis where it has more letters than `most`. Of one of several parts the middle goes first: the
 * last says most of what tells it apart.
 */
export function shortened(name: string, most = 15): string {
  const parts = name.split(' · ')
  const ends = parts.length > 2 && Array.from(name).length > most ? `${parts[0]!} … ${parts.at(-1)!}` : name
  const letters = Array.from(ends)
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : name
}
