import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { sentenceOf } from '#renderer/lab/client.ts'
import { askScience } from './askScience.ts'
import type { ScienceTask, TaskInput, TaskResult } from './scienceTasks.ts'

export interface Answer<T extends ScienceTask> {
  /** The last answer; while another is computed it stands, so that nothing on the screen jumps. */
  result: Readonly<ShallowRef<TaskResult<T> | undefined>>
  isBusy: Readonly<Ref<boolean>>
  fault: Readonly<Ref<string | undefined>>
}

/** A drag moves many times in so long and asks once. */
const settleMs = 60

/**
 * The answer to a task, computed in the background and anew whenever `key` changes; `input` gives what is asked, or
 * undefined where there is nothing to ask.
 */
export function useScience<T extends ScienceTask>(
  task: T,
  key: () => string | undefined,
  input: () => TaskInput<T> | undefined,
): Answer<T> {
  const result = shallowRef<TaskResult<T>>()
  const isBusy = ref(false)
  const fault = ref<string>()
  let asking = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined

  function stop(): void {
    clearTimeout(timer)
    asking.abort()
    isBusy.value = false
  }

  async function ask(asked: TaskInput<T>): Promise<void> {
    asking = new AbortController()
    const { signal } = asking
    try {
      result.value = await askScience(task, asked, signal)
      fault.value = undefined
    } catch (error) {
      fault.value = sentenceOf(error)
      result.value = undefined
    }
    isBusy.value = false
  }

  watch(
    key,
    (now) => {
      stop()
      const asked = now === undefined ? undefined : input()
      if (asked === undefined) {
        result.value = undefined
        fault.value = undefined
        return
      }
      isBusy.value = true
      timer = setTimeout(() => void ask(asked), settleMs)
    },
    { immediate: true },
  )
  onScopeDispose(stop)
  return { result, isBusy, fault }
}
