/** A cell of the table behind a chart; null: nothing is known. */
export type Cell = string | number | null

/** The table behind a chart, for reading, listening and export. */
export interface ChartTable {
  readonly columns: readonly { readonly title: string; readonly numeric?: boolean }[]
  /** As many cells as columns in each; computed when the table is asked for. */
  readonly rows: () => readonly (readonly Cell[])[]
}

/** The table as CSV (RFC 4180): lines end with CR LF; cells with commas, quotes or line breaks are quoted. */
export function csvText({ columns, rows }: ChartTable): string {
  return [columns.map(({ title }) => title), ...rows()].map((row) => `${row.map(cellText).join(',')}\r\n`).join('')
}

function cellText(cell: Cell): string {
  const text = cell === null ? '' : String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
