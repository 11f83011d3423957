import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { TaskInput, TaskName, TaskOutput } from '#shared/analysis/tasks.ts'
import { messageOf, type Sentence } from '#shared/sentences/sentence.ts'
import { deepEqual } from '#renderer/lib/deepEqual.ts'
import { useAnalyses } from './analyses.ts'

export interface Analysis<T extends TaskName> {
  /** The newest output; it is kept until the next question has one. */
  readonly answer: ComputedRef<TaskOutput<T> | undefined>
  /** The newest output with the question that it answers, which may no longer be the current one. */
  readonly answered: ShallowRef<{ readonly input: TaskInput<T>; readonly output: TaskOutput<T> } | undefined>
  /** Whether more outputs are to come. */
  readonly isBusy: Ref<boolean>
  readonly fault: ShallowRef<Sentence | undefined>
}

/**
 * The answer to a task, computed in a worker and recomputed whenever `input` changes; undefined input means no question
 * and no answer. For large inputs, `key` tells whether the input has changed. A newer question cancels the previous
 * one.
 */
export function useAnalysis<T extends TaskName>(
  task: T,
  input: () => TaskInput<T> | undefined,
  key?: () => string | undefined,
): Analysis<T> {
  const analyses = useAnalyses()
  const answered: Analysis<T>['answered'] = shallowRef()
  const isBusy = ref(false)
  const fault = shallowRef<Sentence>()
  let asking: AbortController | undefined

  function ask(question: TaskInput<T> | undefined): void {
    asking?.abort()
    asking = undefined
    isBusy.value = question !== undefined
    if (question === undefined) {
      answered.value = fault.value = undefined
      return
    }
    const own = (asking = new AbortController())
    const { signal } = own
    const take = (output: TaskOutput<T>): void => {
      if (asking !== own) return
      fault.value = undefined
      if (answered.value?.input !== question || answered.value.output !== output)
        answered.value = { input: question, output }
    }
    analyses
      .ask(task, question, { signal, onOutput: take })
      .then(take, (error: unknown) => {
        if (asking !== own) return
        answered.value = undefined
        fault.value = messageOf(error)
      })
      .finally(() => {
        if (asking === own) isBusy.value = false
      })
  }

  if (key) watch(key, (now) => ask(now === undefined ? undefined : input()), { immediate: true })
  else {
    watch(
      input,
      (next, before) => {
        // Rows change with every epoch of a run, but inputs about finished runs do not.
        if (next === undefined || !deepEqual(next, before)) ask(next)
      },
      { immediate: true },
    )
  }
  onScopeDispose(() => asking?.abort())
  return { answer: computed(() => answered.value?.output), answered, isBusy, fault }
}
