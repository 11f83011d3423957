import { ref, shallowRef, type Ref } from 'vue'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { sentenceOf } from '#shared/contract/errors.ts'

/** Something asked of the lab: whether it is under way, and the sentence of the error if it went wrong. */
export interface Action<A extends unknown[]> {
  run: (...args: A) => Promise<boolean>
  /** As `run`, unless it is under way already: what is sent twice by two keys is one thing. False where it was not run. */
  runAlone: (...args: A) => Promise<boolean>
  isBusy: Ref<boolean>
  fault: Ref<Sentence | undefined>
}

/** An action that says what became of it; `run` resolves with whether it succeeded. */
export function useAction<A extends unknown[]>(act: (...args: A) => Promise<unknown>): Action<A> {
  const isBusy = ref(false)
  const fault = shallowRef<Sentence>()
  async function run(...args: A): Promise<boolean> {
    isBusy.value = true
    fault.value = undefined
    try {
      await act(...args)
      return true
    } catch (error) {
      fault.value = sentenceOf(error)
      return false
    } finally {
      isBusy.value = false
    }
  }
  const runAlone = (...args: A) => (isBusy.value ? Promise.resolve(false) : run(...args))
  return { run, runAlone, isBusy, fault }
}
