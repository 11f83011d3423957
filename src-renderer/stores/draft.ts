import { nextTick, ref, watch, type Ref } from 'vue'
import { draftMemory } from '#renderer/lab/draftMemory.ts'
import type { LabMemory } from '#renderer/lab/labMemory.ts'

/**
 * A value that is kept for the lab while it is edited, so that it survives a reload, a crash or a lost connection.
 * `discard` forgets it and returns to the start value. Each window has its own, unless `memory` is shared.
 */
export function useDraft<T>(
  name: string,
  start: () => T,
  memory: Pick<LabMemory, 'read' | 'write' | 'forget'> = draftMemory,
): { draft: Ref<T>; isKept: Ref<boolean>; discard: () => void } {
  const key = `draft.${name}`
  const stored = memory.read(key)
  const draft = ref(stored === null ? start() : (JSON.parse(stored) as T)) as Ref<T>
  const isKept = ref(stored !== null)
  watch(
    draft,
    (value) => {
      memory.write(key, JSON.stringify(value))
      isKept.value = true
    },
    { deep: true },
  )
  const discard = () => {
    draft.value = start()
    // Runs after the watcher, which stores the value just discarded.
    void nextTick(() => {
      memory.forget(key)
      isKept.value = false
    })
  }
  return { draft, isKept, discard }
}
