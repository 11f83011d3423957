/** The columns of the table of docs/paper.md that are computed from a study, by their place. */
export const computedColumns = { sample: 2, cifar: 3 } as const

const cellsOf = (line: string): string[] => line.split('|').slice(1, -1)
const numberOf = (line: string): string => cellsOf(line)[0]?.trim() ?? ''
const isRow = (line: string): boolean => /^\| *\d/.test(line)

/** The computed cells of a column by the number of the figure, as the document has them. */
export function writtenCells(document: string, column: keyof typeof computedColumns): Map<string, string> {
  const rows = document.split('\n').filter(isRow)
  return new Map(rows.map((line) => [numberOf(line), cellsOf(line)[computedColumns[column]]!.trim()]))
}

/** The document with these cells in a column; the other cells of the column stay. */
export function withCells(
  document: string,
  column: keyof typeof computedColumns,
  cells: ReadonlyMap<string, string>,
): string {
  return document
    .split('\n')
    .map((line) => {
      const cell = isRow(line) ? cells.get(numberOf(line)) : undefined
      if (cell === undefined) return line
      const parts = cellsOf(line).map((part) => part.trim())
      parts[computedColumns[column]] = cell
      return `| ${parts.join(' | ')} |`
    })
    .join('\n')
}
