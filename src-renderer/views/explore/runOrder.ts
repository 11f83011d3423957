import type { RunRow } from '#shared/contract/runs.ts'
import type { Order } from '#renderer/components/tables/column.ts'
import { sortedBy, type SortKey } from '#renderer/lib/sortedBy.ts'
import { isNumberField, numberOf, textFields, type NumberFieldId, type TextFieldId } from './runFields.ts'

/** Columns of the table by id. */
export type ColumnId = 'network' | 'population' | TextFieldId | NumberFieldId

/** Sorts the rows, which come in the order of their networks. `populationName` gives the name of a row's population. */
export function ordered(
  rows: readonly RunRow[],
  { column, descending }: Order<ColumnId>,
  populationName: (row: RunRow) => string,
): RunRow[] {
  if (column === 'network') return descending ? rows.toReversed() : [...rows]
  return sortedBy(rows, (row) => keyOf(column, row, populationName), descending)
}

function keyOf(column: Exclude<ColumnId, 'network'>, row: RunRow, populationName: (row: RunRow) => string): SortKey {
  if (column === 'population') return populationName(row)
  return isNumberField(column) ? numberOf(column, row) : textFields[column](row)
}
