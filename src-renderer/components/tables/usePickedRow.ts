import { ref, watch } from 'vue'
import { shortcutOf } from '#renderer/lib/keys/letterOf.ts'
import { strideOf, strideTo } from '#renderer/lib/keys/strideOf.ts'
import type { TableRow } from './column.ts'

/** How a table scrolls a row into view, and its rows per page. */
export interface RowView {
  readonly reveal: (index: number) => void
  readonly perPage: () => number
}

/** The selected rows by id, of one table or of several views. */
export interface RowSelection<Key extends TableRow['id']> {
  readonly selected: ReadonlySet<Key>
  /** The row selected last. */
  readonly current: Key | undefined
  select(ids: Iterable<Key>): void
  toggle(id: Key): void
  clear(): void
}

/** Selects rows by clicks and keys: one, a range extended with Shift, or another one with Ctrl. */
export function usePickedRow<Row extends TableRow>(
  rows: () => readonly Row[],
  selection: () => RowSelection<Row['id']> | undefined,
  view: RowView,
  open: (row: Row) => void,
) {
  /** Index of the row that keys start from. */
  const active = ref(0)
  /** Index of the row at which a Shift range starts. */
  let anchor = 0
  watch(
    () => rows().length,
    (count) => (active.value = Math.min(active.value, Math.max(0, count - 1))),
  )
  // Scrolls to a row chosen elsewhere, such as on a plot.
  watch(
    () => selection()?.current,
    (current) => {
      const index = current === undefined ? -1 : rows().findIndex(({ id }) => id === current)
      if (index < 0) return
      active.value = index
      view.reveal(index)
    },
  )

  function pick(index: number, { shift, toggle }: { shift: boolean; toggle: boolean }): void {
    const row = rows()[index]
    if (!row) return
    active.value = index
    if (shift) {
      const [from, to] = [Math.min(anchor, index), Math.max(anchor, index)]
      const ids = rows()
        .slice(from, to + 1)
        .map(({ id }) => id)
      // The row that was reached is the current one.
      selection()?.select(index < anchor ? ids.toReversed() : ids)
      return
    }
    anchor = index
    if (toggle) selection()?.toggle(row.id)
    else selection()?.select([row.id])
  }

  function onKey(event: KeyboardEvent): void {
    const by = strideOf(event.key, 'y', view.perPage())
    if (by !== undefined) {
      event.preventDefault()
      const next = strideTo(by, active.value, rows().length)
      view.reveal(next)
      pick(next, { shift: event.shiftKey, toggle: false })
    } else if (event.key === ' ') {
      event.preventDefault()
      pick(active.value, { shift: false, toggle: true })
    } else if (event.key === 'Enter' && rows()[active.value]) {
      open(rows()[active.value]!)
    } else if (event.key === 'Escape') selection()?.clear()
    else if (shortcutOf(event) === 'a' && !event.shiftKey) {
      event.preventDefault()
      selection()?.select(rows().map(({ id }) => id))
    }
  }
  return { active, pick, onKey }
}
