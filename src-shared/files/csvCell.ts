/** A cell of a table; null: nothing is known. */
export type CsvValue = string | number | null

/**
 * A cell of a CSV file as RFC 4180 has it: quoted where it holds commas, quotes or line breaks. Text that a spreadsheet
 * would take for a formula is led by an apostrophe; a number written as text stays a number.
 */
export function csvCell(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) && !isSignedNumber(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows of cells as CSV: commas, and CR LF at the end of each. */
export function csvLines(rows: readonly (readonly CsvValue[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
}

const isSignedNumber = (text: string): boolean => /^[+-](\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i.test(text)
