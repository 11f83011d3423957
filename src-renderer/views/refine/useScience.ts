import { shallowRef, watch } from 'vue'
import { useInWorker, type InWorker } from '#renderer/components/inWorker.ts'
import type { ScienceQuestion } from './science.worker.ts'
import type { ScienceTask, TaskInput, TaskResult } from './scienceTasks.ts'

/**
 * The answer to a task, computed in the background and anew whenever `key` changes; `input` gives what is asked, or
 * undefined where there is nothing to ask. The last answer stands until the next has come.
 */
export function useScience<T extends ScienceTask>(
  task: T,
  key: () => string | undefined,
  input: () => TaskInput<T> | undefined,
): InWorker<TaskResult<T>> {
  const question = shallowRef<ScienceQuestion>()
  watch(
    key,
    (now) => {
      const asked = now === undefined ? undefined : input()
      question.value = asked && { task, input: asked }
    },
    { immediate: true },
  )
  return useInWorker<TaskResult<T>>(
    () => new Worker(new URL('./science.worker.ts', import.meta.url), { type: 'module' }),
    () => question.value,
  )
}
