import { csvFile, type CsvValue } from '#shared/files/csvCell.ts'

/** A cell of the table behind a chart. */
export type Cell = CsvValue

/** The table behind a chart, for reading, listening and export. */
export interface ChartTable {
  readonly columns: readonly { readonly title: string; readonly numeric?: boolean }[]
  /** As many cells as columns in each; computed when the table is asked for. */
  readonly rows: () => readonly (readonly Cell[])[]
}

/** The table as a CSV file, under its titles. */
export function csvText({ columns, rows }: ChartTable): string {
  return csvFile([columns.map(({ title }) => title), ...rows()])
}
