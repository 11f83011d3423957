import { csvFile, type CsvValue } from '#shared/files/csvCell.ts'
import { countText } from '#shared/format/counts.ts'
import { fixedText, shortText } from '#shared/format/numbers.ts'
import type { figures } from '#shared/messages/en/figures.ts'
import type { FigureWords } from './figureWords.ts'

export type ColumnId = keyof typeof figures.columns

/** A column of a figure's numbers; its title is in the texts of figures. */
export interface FigureColumn {
  readonly id: ColumnId
  /** How its values are written where people read them; files for programs have every digit. Default: text. */
  readonly as?: 'integer' | 'count' | 'number' | { readonly digits: number }
  /** What a code of the program is called where people read it; files for programs have the code. */
  readonly says?: (code: string, words: FigureWords) => string
}

/** The numbers of a figure, one row per datum. */
export interface FigureTable {
  readonly columns: readonly FigureColumn[]
  readonly rows: readonly (readonly CsvValue[])[]
}

/** A table of records: each column takes the value of its own id. */
export function tableOf<Id extends ColumnId>(
  columns: readonly (FigureColumn & { readonly id: Id })[],
  records: readonly Readonly<Record<Id, CsvValue>>[],
): FigureTable {
  return { columns, rows: records.map((record) => columns.map(({ id }) => record[id])) }
}

/** The table as CSV with all digits; its header has the columns' ids, which no language changes. */
export const tableCsv = ({ columns, rows }: FigureTable): string => csvFile([columns.map(({ id }) => id), ...rows])

/** The table as records by the columns' ids, for JSON. */
export const tableRecords = ({ columns, rows }: FigureTable): Record<string, CsvValue>[] =>
  rows.map((row) => Object.fromEntries(columns.map(({ id }, i) => [id, row[i]!])))

/** Whether a column has numbers, which are right-aligned. */
export const isNumeric = ({ as }: FigureColumn): boolean => as !== undefined

/** A cell as people read it; a dash if unknown. */
export function cellText({ as }: FigureColumn, value: CsvValue): string {
  if (value === null) return '–'
  if (typeof value === 'string' || as === undefined) return String(value)
  if (as === 'integer') return String(value)
  if (as === 'count') return countText(value)
  if (as === 'number') return shortText(value, 3)
  return fixedText(value, as.digits)
}

/** The table with its codes in words, as plain data. */
export const saidTable = ({ columns, rows }: FigureTable, words: FigureWords): FigureTable => ({
  columns: columns.map(({ id, as }) => ({ id, ...(as !== undefined && { as }) })),
  rows: rows.map((row) =>
    row.map((cell, i) => {
      const { says } = columns[i]!
      return says && typeof cell === 'string' ? says(cell, words) : cell
    }),
  ),
})

/** The columns' titles in a language. */
export const columnTitles = ({ columns }: FigureTable, { t }: FigureWords): string[] =>
  columns.map(({ id }) => t(`figures.columns.${id}`))
