/** One line of the result. */
export interface Line {
  what: string
  /** Milliseconds, or what `unit` says. */
  value: number
  unit?: string
  /** The value is to be at most this; `atLeast`: at least. Absent: told for its own sake. */
  target?: number
  atLeast?: boolean
  note?: string
}

/** Lines with their targets, whether each is met, and a note. */
export function tableOf(lines: readonly Line[]): string {
  const cells = lines.map(({ what, value, unit = 'ms', target, atLeast = false, note = '' }) => {
    const met = target === undefined || (atLeast ? value >= target : value <= target)
    const asked = target === undefined ? '' : `${atLeast ? '>=' : '<='} ${written(target)} ${unit}`
    return [what, asked, `${written(value)} ${unit}`, target === undefined ? '' : met ? 'met' : 'MISSED', note]
  })
  const rows = [['measured', 'target', 'value', '', ''], ...cells]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function written(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en')
  return String(Number(value.toPrecision(value < 10 ? 2 : 3)))
}
