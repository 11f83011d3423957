import { ref, type Ref } from 'vue'
import { sentenceOf } from '#renderer/lab/client.ts'

/** Something asked of the lab: whether it is under way, and the sentence of the error if it went wrong. */
export interface Action<A extends unknown[]> {
  run: (...args: A) => Promise<boolean>
  isBusy: Ref<boolean>
  fault: Ref<string | undefined>
}

/** An action that says what became of it; `run` resolves with whether it succeeded. */
export function useAction<A extends unknown[]>(act: (...args: A) => Promise<unknown>): Action<A> {
  const isBusy = ref(false)
  const fault = ref<string>()
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
  return { run, isBusy, fault }
}
