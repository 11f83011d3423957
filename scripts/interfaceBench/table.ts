/** One line of the result. */
export interface Line {
  what: string
  /** In milliseconds, or in `unit`. */
  value: number
  unit?: string
  /** Maximum of the value, or minimum with `atLeast`. Absent: for information only. */
  target?: number
  atLeast?: boolean
  note?: string
}

/** The lines as a table with their targets, whether each is met, and a note. */
export function tableOf(lines: readonly Line[]): string {
  const cells = lines.map(({ what, value, unit = 'ms', target, atLeast = false, note = '' }) => {
    const met = target === undefined || (atLeast ? value >= target : value <= target)
    const targetText = target === undefined ? '' : `${atLeast ? '>=' : '<='} ${written(target)} ${unit}`
    return [what, targetText, `${written(value)} ${unit}`, target === undefined ? '' : met ? 'met' : 'MISSED', note]
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
