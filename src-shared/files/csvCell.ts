/** A cell of a table; null: nothing is known. */
export type CsvValue = string | number | null

/**
 * A cell of a CSV file as RFC 4180 has it: quoted where it holds commas, quotes or line breaks. Text that a spreadsheet
 * would take for a formula (those of East Asia also by the wide signs) is led by an apostrophe; a number written as text stays a number.
 */
export function csvCell(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@＝＋－＠\t\r\n]/.test(value) && !isSignedNumber(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * The text of a CSV file of rows of cells: commas, and CR LF at the end of each row. All CSV that leaves the program is
 * written here. It begins with a byte order mark, without which spreadsheets read it in the code page of the system.
 */
export function csvFile(rows: readonly (readonly CsvValue[])[]): string {
  return byteOrderMark + rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
}

const byteOrderMark = '\ufeff'

const isSignedNumber = (text: string): boolean => /^[+-](\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i.test(text)
