import { nextTick, ref, watch, type Ref } from 'vue'
import { lastingMemory } from '#renderer/lab/labMemory.ts'

/**
 * A value that is kept while it is edited in a lab: after a reload, a crash or a lost connection it is there again.
 * `discard` forgets it and goes back to the start value.
 */
export function useDraft<T>(
  name: string,
  start: () => T,
): { draft: Ref<T>; isKept: Ref<boolean>; discard: () => void } {
  const key = `draft.${name}`
  const stored = lastingMemory.read(key)
  const draft = ref(stored === null ? start() : (JSON.parse(stored) as T)) as Ref<T>
  const isKept = ref(stored !== null)
  watch(
    draft,
    (value) => {
      lastingMemory.write(key, JSON.stringify(value))
      isKept.value = true
    },
    { deep: true },
  )
  const discard = () => {
    draft.value = start()
    // After the watcher, which stores what was just discarded.
    void nextTick(() => {
      lastingMemory.forget(key)
      isKept.value = false
    })
  }
  return { draft, isKept, discard }
}
