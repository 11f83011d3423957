import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { useSelection } from '#renderer/stores/selection.ts'
import { usePickedRow } from './usePickedRow.ts'

beforeEach(() => setActivePinia(createPinia()))

/** A table of runs 10 to 19, four rows to a page. */
function table() {
  const rows = Array.from({ length: 10 }, (_, i) => ({ id: 10 + i }))
  const [reveal, open] = [vi.fn(), vi.fn()]
  const selection = useSelection()
  const picked = effectScope().run(() =>
    usePickedRow(
      () => rows,
      () => selection,
      { reveal, perPage: () => 4 },
      open,
    ),
  )!
  const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
    picked.onKey({ key, preventDefault: () => undefined, ...held } as KeyboardEvent)
  return { ...picked, press, reveal, open, selection, ids: () => [...selection.selected] }
}

it('keys move the single selected run, up to the ends', () => {
  const { press, ids, reveal } = table()
  const seen = ['PageDown', 'ArrowDown', 'ArrowUp', 'PageDown', 'PageDown', 'Home', 'ArrowUp'].map((key) => {
    press(key)
    return ids()
  })
  expect(seen).toEqual([[14], [15], [14], [18], [19], [10], [10]])
  expect(reveal.mock.calls.at(-1)).toEqual([0])
})

it('Shift selects from the anchor to the run that was reached, which becomes the current one', () => {
  const { pick, press, ids, selection } = table()
  pick(5, { shift: false, toggle: false })
  pick(7, { shift: true, toggle: false })
  expect(ids()).toEqual([15, 16, 17])
  pick(3, { shift: true, toggle: false })
  expect([ids(), selection.current]).toEqual([[15, 14, 13], 13])
  press('ArrowUp', { shiftKey: true })
  expect(ids()).toEqual([15, 14, 13, 12])
})

it('Space toggles a run, Ctrl+A selects all, Escape none, Enter opens', () => {
  const { press, ids, open } = table()
  press('End')
  press(' ')
  expect(ids()).toEqual([])
  press('a', { ctrlKey: true })
  expect(ids()).toHaveLength(10)
  press('Escape')
  expect(ids()).toEqual([])
  for (const [key, code] of [
    ['A', 'KeyA'],
    ['ф', 'KeyA'],
  ] as const) {
    press(key, { code, ctrlKey: true })
    expect(ids()).toHaveLength(10)
    press('Escape')
  }
  press('Enter')
  expect(open.mock.calls).toEqual([[{ id: 19 }]])
})

it('a run selected elsewhere becomes the row that keys start from', async () => {
  const { press, ids, reveal, selection } = table()
  selection.select([16])
  await nextTick()
  expect(reveal.mock.calls).toEqual([[6]])
  press('ArrowDown')
  expect(ids()).toEqual([17])
})
