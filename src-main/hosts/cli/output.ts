/** Prints a line for people on standard output. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`)
}

/** Prints one line of JSON on standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

export interface TableColumn {
  title: string
  numeric?: boolean
}

/** A text table: a header, then one line per row; numeric columns are right-aligned. */
export function tableLines(columns: readonly TableColumn[], rows: readonly (readonly (string | number)[])[]): string[] {
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => row.map(String))]
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => (row[i] ?? '').length)))
  return cells.map((row) =>
    columns
      .map(({ numeric }, i) => (numeric ? (row[i] ?? '').padStart(widths[i]!) : (row[i] ?? '').padEnd(widths[i]!)))
      .join('  ')
      .trimEnd(),
  )
}

/** The text in lines of at most `width` characters, broken at spaces. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
