import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'

/** The selection of runs, shared by every table and plot of the window. */
export const useSelection = defineStore('selection', () => {
  const selected = shallowRef<ReadonlySet<number>>(new Set())
  /** The run under the pointer or the cursor. */
  const hovered = ref<number>()
  /** The run in the inspector: the one selected last. */
  const current = ref<number>()

  const isEmpty = computed(() => selected.value.size === 0)

  function select(runIds: Iterable<number>): void {
    selected.value = new Set(runIds)
    current.value = [...selected.value].at(-1)
  }

  /** Adds a run to the selection, or removes it. */
  function toggle(runId: number): void {
    const next = new Set(selected.value)
    if (next.delete(runId)) {
      if (current.value === runId) current.value = [...next].at(-1)
    } else {
      next.add(runId)
      current.value = runId
    }
    selected.value = next
  }

  return { selected, hovered, current, isEmpty, select, toggle, clear: () => select([]) }
})
