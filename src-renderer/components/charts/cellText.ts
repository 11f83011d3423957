import type { Cell } from '#renderer/charts/csvText.ts'

/** A cell as it is read: fractions with four digits, whole numbers with all of theirs. The CSV has every digit. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'string') return cell
  if (cell === null || Number.isNaN(cell)) return '–'
  return String(Number.isInteger(cell) ? cell : Number(cell.toPrecision(4))).replace('-', '−')
}
