import type { RunRow } from '#shared/contract/runs.ts'
import { csvText, type Cell } from '#shared/charts/csvText.ts'
import { isNumberField, numberOf, textFields } from './runFields.ts'
import type { ColumnId } from './runOrder.ts'

/** The rows as CSV with these columns; numbers are unrounded and runs are given by id. */
export function runCsv(
  rows: readonly RunRow[],
  columns: readonly ColumnId[],
  { title, population }: { title: (column: ColumnId) => string; population: (row: RunRow) => string },
): string {
  const cell = (column: ColumnId, row: RunRow): Cell => {
    if (column === 'network') return row.id
    if (column === 'population') return population(row)
    return isNumberField(column) ? numberOf(column, row) : textFields[column](row)
  }
  return csvText({
    columns: columns.map((column) => ({ title: title(column) })),
    rows: () => rows.map((row) => columns.map((column) => cell(column, row))),
  })
}
