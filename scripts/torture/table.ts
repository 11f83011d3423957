import type { FamilyResult } from './runner.ts'

const number = (value: number) => value.toLocaleString('en')

/** The table of promises: trials, kept, broken. A trial of many parts ends with the first broken promise. */
export function table(results: readonly FamilyResult[]): string {
  const rows = results.map(({ family, tried, broken, skipped, durationMs }) =>
    skipped === null
      ? [family.promise, number(tried), number(tried - broken.length), number(broken.length), seconds(durationMs)]
      : [`${family.promise} (skipped: ${skipped})`, '0', '0', '0', ''],
  )
  const head = ['promise', 'trials', 'held', 'failed', 'time']
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)))
  const line = (cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')
  return [line(head), ...rows.map(line), line(totals(results))].join('\n')
}

function totals(results: readonly FamilyResult[]): string[] {
  const sum = (of: (result: FamilyResult) => number) => results.reduce((total, result) => total + of(result), 0)
  const tried = sum((result) => result.tried)
  const failed = sum(({ broken }) => broken.length)
  return ['total', number(tried), number(tried - failed), number(failed), seconds(sum((result) => result.durationMs))]
}

/** The broken trials, each with the command that repeats it. */
export function failures(results: readonly FamilyResult[], seed: number, most = 20): string {
  return results
    .filter(({ broken }) => broken.length > 0)
    .map(({ family, broken }) => {
      const shown = broken.slice(0, most).map(({ trial, reason }) => {
        return `  ${reason}\n    npm run torture -- --seed ${seed} --only ${family.id} --trial ${trial}`
      })
      const rest = broken.length > most ? [`  and ${broken.length - most} more`] : []
      return [`${family.id}: ${family.promise}`, ...shown, ...rest].join('\n')
    })
    .join('\n')
}

/** Notes on the families. */
export function notes(results: readonly FamilyResult[]): string {
  return results.flatMap(({ family }) => (family.note === undefined ? [] : [`${family.id}: ${family.note}`])).join('\n')
}

function seconds(ms: number): string {
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${(ms / 60_000).toFixed(1)} min`
}
