import { ref, shallowRef, type Ref } from 'vue'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { sentenceOf } from '#shared/contract/errors.ts'

/** A request to the lab: whether it is pending, and why the last one failed. */
export interface Action<A extends unknown[]> {
  run: (...args: A) => Promise<boolean>
  /** As `run`, but does nothing and resolves with false while a call is pending, so that a double press acts once. */
  runAlone: (...args: A) => Promise<boolean>
  isBusy: Ref<boolean>
  fault: Ref<Sentence | undefined>
}

/** Wraps `act` as an action; `run` resolves with whether it succeeded. */
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
