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

/** A table in lines: a head, then one line per row; numeric columns stand right. */
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

/** A number with at most `digits` significant digits and no needless zeros. */
export function short(value: number, digits = 4): string {
  return String(Number(value.toPrecision(digits)))
}

const suffixes = [
  { suffix: 'G', size: 1e9 },
  { suffix: 'M', size: 1e6 },
  { suffix: 'k', size: 1e3 },
]

/** A count with a suffix: 199M, 4.02G. */
export function shortCount(value: number): string {
  const found = suffixes.find(({ size }) => Math.abs(value) >= size)
  return found ? `${short(value / found.size, 3)}${found.suffix}` : short(value, 3)
}

/** A duration in the two largest units that matter: 1 h 5 min, 2 min 10 s, 8 s. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
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
