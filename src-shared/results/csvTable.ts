import { limits } from '#shared/schema/limits.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import type { ResultTable } from './resultTable.ts'

const separators = [',', ';', '\t'] as const

/**
 * The table of a CSV text as in RFC 4180, with a header. Separated by commas, semicolons or tabs, whichever the header
 * has most of; a byte order mark and blank lines are skipped. An apostrophe before text that a spreadsheet would take
 * for a formula is removed, as csvCell adds it. Throws ValueError naming the line.
 */
export function readCsvTable(text: string): ResultTable {
  const content = text.replace(/^\ufeff/, '')
  const [header, ...rows] = csvRows(content, separatorOf(content))
  if (!header) throw new ValueError(sentence('resultsEmpty'))
  const columns = header.cells.map((cell) => cell.trim())
  columns.forEach((column, i) => {
    if (column === '') throw new ValueError(sentence('columnUnnamed', { column: i + 1 }))
    if (columns.indexOf(column) < i) throw new ValueError(sentence('columnTwice', { column }))
  })
  for (const { cells, place } of rows)
    if (cells.length !== columns.length)
      throw new ValueError(sentence('cellsUnlike', { line: place, found: cells.length, columns: columns.length }))
  return { format: 'csv', columns, rows: rows.map(({ place, cells }) => ({ place, cells: cells.map(unguarded) })) }
}

const unguarded = (cell: string): string => (/^'[=+\-@＝＋－＠\t\r\n]/.test(cell) ? cell.slice(1) : cell)

/** The separator that the first line has most of outside quotes. */
function separatorOf(text: string): string {
  const end = text.search(/[\r\n]/)
  const first = (end < 0 ? text : text.slice(0, end)).replaceAll(/"[^"]*"/g, '')
  const count = (separator: string) => first.split(separator).length
  return separators.reduce((best, separator) => (count(separator) > count(best) ? separator : best))
}

/** The rows of a CSV text that are not blank, with their first lines. */
function* csvRows(text: string, separator: string): Generator<{ place: number; cells: string[] }> {
  let [at, line, found] = [0, 1, 0]
  while (at < text.length) {
    const place = line
    const cells: string[] = []
    for (;;) {
      const cell = readCell(text, at, separator, place)
      cells.push(cell.value)
      line += cell.lines
      at = cell.end
      if (text[at] !== separator) break
      at++
    }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    line++
    if (cells.length === 1 && cells[0]!.trim() === '') continue
    if (++found > limits.runs + 1) throw new ValueError(sentence('resultsTooMany', { limit: limits.runs }))
    yield { place, cells }
  }
}

interface ReadCell {
  value: string
  /** Index of the separator or line end behind it. */
  end: number
  /** Line breaks within it. */
  lines: number
}

function readCell(text: string, start: number, separator: string, line: number): ReadCell {
  if (text[start] !== '"') {
    let end = start
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
    return { value: text.slice(start, end), end, lines: 0 }
  }
  let value = ''
  for (let at = start + 1; ;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) throw new ValueError(sentence('quoteOpen', { line }))
    value += text.slice(at, quote)
    at = quote + 1
    if (text[at] === '"') {
      value += '"'
      at++
      continue
    }
    const isEnd = at >= text.length || text[at] === separator || text[at] === '\n' || text[at] === '\r'
    if (!isEnd) throw new ValueError(sentence('quoteInside', { line }))
    return { value, end: at, lines: value.split('\n').length - 1 }
  }
}
