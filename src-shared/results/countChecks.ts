import type { Complexity } from '#shared/networks/complexity.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import type { CellReader } from './cells.ts'
import type { ResultRow } from './resultTable.ts'

/** A count may differ by this share: programs count biases, pooling and the classifier differently. */
const tolerance = 0.01
const counts = ['flops', 'parameters', 'activations'] as const
/** A file may count in millions or billions. */
const units = [1, 1e6, 1e9]

/**
 * Compares the counts in a file with those of its networks as computed here: they are a check that the columns were
 * understood, and are not stored.
 */
export function differingCounts(reader: CellReader): {
  take: (row: ResultRow, complexity: Complexity) => void
  notes: () => Sentence[]
} {
  const found = new Map<(typeof counts)[number], { rows: number; place: number; given: number; computed: number }>()
  let taken = 0
  return {
    take(row, complexity) {
      taken++
      for (const id of counts) {
        const given = reader.number(row, id)
        const computed = complexity[id]
        if (given === undefined || units.some((unit) => Math.abs(given * unit - computed) <= tolerance * computed))
          continue
        const known = found.get(id) ?? { rows: 0, place: row.place, given, computed }
        found.set(id, { ...known, rows: known.rows + 1 })
      }
    },
    notes: () =>
      [...found].map(([id, { rows, place, given, computed }]) =>
        sentence('countsDiffer', { column: reader.columnOf(id), rows, total: taken, place, given, computed }),
      ),
  }
}
