import type { Cell } from '#shared/charts/csvText.ts'
import { fixedText, shortText } from '#shared/format/numbers.ts'

/** The text of a table cell: fractions with four digits, whole numbers with all. The CSV has every digit. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'string') return cell
  if (cell === null || Number.isNaN(cell)) return '–'
  return Number.isInteger(cell) ? fixedText(cell, 0) : shortText(cell, 4)
}
