/** A cell of a table; null if unknown. */
export type CsvValue = string | number | null

/**
 * A CSV cell as in RFC 4180: quoted if it contains commas, quotes or line breaks. Text that a spreadsheet would take
 * for a formula (also with full-width signs) gets a leading apostrophe; a number written as text is unchanged.
 */
export function csvCell(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@＝＋－＠\t\r\n]/.test(value) && !isSignedNumber(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * The CSV text of rows of cells: comma-separated, each row ending with CR LF. The only function that writes CSV files.
 * Starts with a byte order mark, without which spreadsheets use the system's code page.
 */
export function csvFile(rows: readonly (readonly CsvValue[])[]): string {
  return byteOrderMark + rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
}

const byteOrderMark = '\ufeff'

const isSignedNumber = (text: string): boolean => /^[+-](\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i.test(text)
