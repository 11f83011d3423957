import type { RunRow } from '#shared/contract/runs.ts'
import { isNumberField, numberOf, textFields, type NumberFieldId, type TextFieldId } from './runFields.ts'

/** Columns of the table by id. */
export type ColumnId = 'network' | 'population' | TextFieldId | NumberFieldId

export interface Order {
  readonly column: ColumnId
  readonly descending: boolean
}

/**
 * Sorts the rows stably; rows without a value come last in either direction. `populationName` gives the name of a row's
 * population.
 */
export function ordered(
  rows: readonly RunRow[],
  { column, descending }: Order,
  populationName: (row: RunRow) => string,
): RunRow[] {
  if (column === 'network') return descending ? rows.toReversed() : [...rows]
  const keys = rows.map((row) => keyOf(column, row, populationName))
  const indices = rows.map((_, i) => i)
  const sign = descending ? -1 : 1
  indices.sort((a, b) => {
    const [first, second] = [keys[a]!, keys[b]!]
    if (first === second) return a - b
    if (first === '') return 1
    if (second === '') return -1
    return (first < second ? -1 : 1) * sign
  })
  return indices.map((i) => rows[i]!)
}

/** The sort key of a row; '' means no value. */
function keyOf(column: Exclude<ColumnId, 'network'>, row: RunRow, populationName: (row: RunRow) => string) {
  if (column === 'population') return populationName(row)
  if (isNumberField(column)) return numberOf(column, row) ?? ''
  return textFields[column](row)
}
