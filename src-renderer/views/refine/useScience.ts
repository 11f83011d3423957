import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { ScienceAnswer, ScienceRequest } from './science.worker.ts'
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
  let worker: Worker | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function stop(): void {
    clearTimeout(timer)
    worker?.terminate()
    worker = undefined
    isBusy.value = false
  }

  function start(asked: TaskInput<T>): void {
    worker = new Worker(new URL('./science.worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }: MessageEvent<ScienceAnswer>) => {
      stop()
      if ('fault' in data) {
        fault.value = data.fault
        result.value = undefined
      } else {
        fault.value = undefined
        result.value = data.result as TaskResult<T>
      }
    }
    worker.postMessage({ task, input: asked } satisfies ScienceRequest)
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
      timer = setTimeout(() => start(asked), settleMs)
    },
    { immediate: true },
  )
  onScopeDispose(stop)
  return { result, isBusy, fault }
}
