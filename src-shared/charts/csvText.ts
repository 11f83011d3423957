import { csvFile, type CsvValue } from '#shared/files/csvCell.ts'

/** A cell of the table behind a chart. */
export type Cell = CsvValue

/** The table behind a chart, for reading, screen readers and export. */
export interface ChartTable {
  readonly columns: readonly { readonly title: string; readonly numeric?: boolean }[]
  /** Rows with one cell per column; computed on request. */
  readonly rows: () => readonly (readonly Cell[])[]
}

/** The table as a CSV file with its column titles. */
export function csvText({ columns, rows }: ChartTable): string {
  return csvFile([columns.map(({ title }) => title), ...rows()])
}
