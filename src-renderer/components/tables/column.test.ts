import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inOrder, nextOrder, type Column } from './column.ts'

interface Row {
  readonly id: number
  readonly value: number | null
}
const columns: readonly Column<Row>[] = [
  { id: 'value', title: 'Value', sort: ({ value }) => value },
  { id: 'sorted', title: 'Sorted already', sort: true },
  { id: 'other', title: 'Not sorted by' },
]
const tables = fc
  .array(fc.oneof(fc.constant(null), fc.constant(NaN), fc.integer({ min: -3, max: 3 })))
  .map((values) => values.map((value, id): Row => ({ id, value })))

it('sorts stably in either direction, rows without a value last', () => {
  fc.assert(
    fc.property(tables, fc.boolean(), (rows, descending) => {
      const sorted = inOrder(rows, columns, { column: 'value', descending })
      expect(sorted.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(rows.map(({ id }) => id))
      const rank = ({ value }: Row) => (value === null || Number.isNaN(value) ? Infinity : descending ? -value : value)
      sorted.slice(1).forEach((row, i) => {
        const before = sorted[i]!
        expect(rank(before)).toBeLessThanOrEqual(rank(row))
        if (rank(before) === rank(row)) expect(before.id).toBeLessThan(row.id)
      })
    }),
  )
})

it.each([undefined, 'sorted', 'other', 'unknown'])('leaves the rows as given: %s', (column) => {
  const rows = [3, 1, 2].map((value, id) => ({ id, value }))
  expect(inOrder(rows, columns, column === undefined ? undefined : { column, descending: true })).toBe(rows)
})

it('a title is clicked for ascending, descending and the given order; another one starts anew', () => {
  const first = nextOrder(undefined, 'value')
  const second = nextOrder(first, 'value')
  expect([first, second, nextOrder(second, 'value'), nextOrder(second, 'other')]).toEqual([
    { column: 'value', descending: false },
    { column: 'value', descending: true },
    undefined,
    { column: 'other', descending: false },
  ])
})
