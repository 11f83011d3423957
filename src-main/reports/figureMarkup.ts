import { cellText, columnTitles, isNumeric, saidTable, type FigureTable } from '#shared/figures/figureTable.ts'
import type { FigureWords } from '#shared/figures/figureWords.ts'
import { table } from './figure.ts'
import { formula, Markup, spaceName } from './markup.ts'

/** The caption of a figure or the title of a column, with subscripts in formulas, e_fit and names of spaces. */
export const captionMarkup = (caption: string): Markup =>
  new Markup(formula(caption).html.replace(/(?<=[A-Za-z])_(fit|[A-Za-z0-9]{1,2})(?![A-Za-z0-9_])/g, '<sub>$1</sub>'))

/** The numbers of a figure as a table. */
export function tableMarkup(given: FigureTable, words: FigureWords): Markup {
  const numbers = saidTable(given, words)
  const titles = columnTitles(numbers, words)
  return table(
    numbers.columns.map((column, i) => ({ title: captionMarkup(titles[i]!), numeric: isNumeric(column) })),
    numbers.rows.map((row) =>
      row.map((cell, i) => {
        const column = numbers.columns[i]!
        const written = cellText(column, cell)
        return isName.has(column.id) ? spaceName(written) : written
      }),
    ),
  )
}

const isName: ReadonlySet<string> = new Set(['population', 'newer', 'older'])
