import { sortedBy, type SortKey } from '#renderer/lib/sortedBy.ts'

/** A row of a table. */
export interface TableRow {
  readonly id: number | string
}

/** A column of a table, whose cells a slot named by its id can render. */
export interface ColumnOf<Row, Id extends string> {
  readonly id: Id
  readonly title: string
  /** An explanation of the title, shown on hover. */
  readonly hint?: string
  /** Whether the title is only read aloud. */
  readonly untitled?: boolean
  /** Whether its cells are numbers, aligned at the right. */
  readonly numeric?: boolean
  /** Whether its cells name the rows. */
  readonly names?: boolean
  /** The text of a cell. */
  readonly text?: (row: Row) => string
  /** What its cells are sorted by; `true`: the rows come sorted. Absent: the column cannot be sorted by. */
  readonly sort?: true | ((row: Row) => SortKey)
  /** CSS width; in a table with virtual rows px, which is the least width. */
  readonly width?: string
  /** Maximum width in px, beyond which the text is cut off; `rest`: what the other columns leave. */
  readonly room?: number | 'rest'
  /** CSS class of its cells. */
  readonly look?: string
}

/** A column whose id is any text. */
export type Column<Row> = ColumnOf<Row, string>

/** The column that rows are sorted by. */
export interface Order<Id extends string> {
  readonly column: Id
  readonly descending: boolean
}

/** The order after a click on the title of a column: ascending, descending, as given. */
export function nextOrder<Id extends string>(order: Order<Id> | undefined, column: Id): Order<Id> | undefined {
  if (order?.column !== column) return { column, descending: false }
  return order.descending ? undefined : { column, descending: true }
}

/** The rows in an order; as given if there is none, or if its column cannot be sorted by. */
export function inOrder<Row, Id extends string>(
  rows: readonly Row[],
  columns: readonly ColumnOf<Row, Id>[],
  order: Order<Id> | undefined,
): readonly Row[] {
  const sort = columns.find(({ id }) => id === order?.column)?.sort
  return order && typeof sort === 'function' ? sortedBy(rows, sort, order.descending) : rows
}
