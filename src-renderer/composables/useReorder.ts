import { computed, nextTick, shallowRef } from 'vue'
import { strideOf } from '#renderer/lib/keys/strideOf.ts'
import { isLeaving } from '#renderer/lib/isLeaving.ts'
import { beforeAfterMove, standsBefore } from '#renderer/lib/listOrder.ts'

/**
 * Reorders the rows (`<li>`) of a list by dragging and by keys. `order` gives the keys of the entries, hidden ones
 * included; `move` puts an entry before another one, null: at the end. Bind `row(key)` to each row and `grip(key)` to
 * what can be dragged; `onKey` moves by arrow keys from an element with `data-handle`.
 */
export function useReorder(order: () => readonly number[], move: (key: number, before: number | null) => unknown) {
  const dragged = shallowRef<number>()
  /** The entry before which the dragged one would be put; null: at the end; undefined: not over a row. */
  const before = shallowRef<number | null>()
  /** As `before`, but undefined where dropping would change nothing. */
  const target = computed(() => {
    if (dragged.value === undefined || before.value === dragged.value) return undefined
    return before.value === standsBefore(order(), dragged.value) ? undefined : before.value
  })

  function end(): void {
    dragged.value = before.value = undefined
  }
  /** The upper half of a row means before it, the lower half after it. Other drags, such as files, are left alone. */
  function over(event: DragEvent, key: number): void {
    if (dragged.value === undefined) return
    event.preventDefault()
    const { top, height } = (event.currentTarget as Element).getBoundingClientRect()
    before.value = event.clientY < top + height / 2 ? key : standsBefore(order(), key)
  }
  function drop(event: DragEvent): void {
    const [key, place] = [dragged.value, target.value]
    if (key === undefined) return
    event.preventDefault()
    end()
    if (place !== undefined) void move(key, place)
  }

  const row = (key: number) => ({
    class: {
      dragged: dragged.value === key,
      'drop-above': target.value === key && order()[0] === key,
      'drop-below': target.value !== undefined && target.value === standsBefore(order(), key),
    },
    onDragover: (event: DragEvent) => over(event, key),
    onDragleave: (event: DragEvent) => {
      if (isLeaving(event)) before.value = undefined
    },
    onDrop: drop,
  })
  const grip = (key: number) => ({
    draggable: true,
    onDragstart(event: DragEvent): void {
      dragged.value = key
      const whole = (event.currentTarget as Element).closest('li')
      if (!event.dataTransfer || !whole) return
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setDragImage(whole, 0, 0)
    },
    onDragend: end,
  })

  async function onKey(event: KeyboardEvent, key: number): Promise<void> {
    const by = strideOf(event.key, 'y', 5)
    if (by === undefined) return
    event.preventDefault()
    const place = beforeAfterMove(order(), key, by)
    if (place === undefined) return
    const handle = (event.currentTarget as Element).closest('ol, ul')
    await move(key, place)
    // Keep the focus on the handle of the row that moved.
    await nextTick()
    handle?.querySelector<HTMLElement>(`[data-handle="${key}"]`)?.focus()
  }
  return { row, grip, onKey }
}
