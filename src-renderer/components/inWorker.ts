import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { asWritten, type Sentence } from '#shared/sentences/sentence.ts'
import { deepEqual } from '#renderer/lib/deepEqual.ts'

/** What is computed in a worker: the last answer, which stays while the next is on its way. */
export interface InWorker<Answer> {
  answer: ShallowRef<Answer | undefined>
  isBusy: Ref<boolean>
  fault: Ref<Sentence | undefined>
}

/** A worker whose code could not be read is started again after this pause. */
const againMs = 1000

type Reply<Answer> = { answer: Answer } | { fault: Sentence }

/**
 * Asks a worker whenever the question asks something else; undefined: nothing to ask, nothing answered. One question is
 * under way at a time and only the newest waits, so that data which grow faster than they can be computed never pile up.
 */
export function useInWorker<Answer>(create: () => Worker, question: () => object | undefined): InWorker<Answer> {
  const answer = shallowRef<Answer>()
  const isBusy = ref(false)
  const fault = shallowRef<Sentence>()
  let worker: Worker | undefined
  let asked: object | undefined
  let waiting: object | undefined
  let again: ReturnType<typeof setTimeout> | undefined

  function ask(next: object): void {
    clearTimeout(again)
    if (!worker) {
      worker = create()
      worker.addEventListener('message', ({ data }: MessageEvent<Reply<Answer>>) => settle(data))
      worker.addEventListener('error', ({ message }: Partial<ErrorEvent>) => {
        worker?.terminate()
        worker = undefined
        // Without a message its code could not be read, and can be when the host is back.
        if (message === undefined) again = setTimeout(() => asked && ask(asked), againMs)
        else settle({ fault: asWritten(message) })
      })
    }
    asked = next
    isBusy.value = true
    worker.postMessage(next)
  }
  function settle(reply: Reply<Answer>): void {
    const isWanted = asked !== undefined
    asked = undefined
    if (isWanted && waiting === undefined) {
      fault.value = 'fault' in reply ? reply.fault : undefined
      answer.value = 'answer' in reply ? reply.answer : undefined
    }
    if (waiting === undefined) {
      isBusy.value = false
      return
    }
    const next = waiting
    waiting = undefined
    ask(next)
  }

  watch(
    question,
    (next, before) => {
      // Rows change with every epoch of a run; what is asked about finished runs does not.
      if (next !== undefined && deepEqual(next, before)) return
      if (next === undefined) {
        // What is under way is no longer wanted.
        worker?.terminate()
        worker = asked = waiting = answer.value = fault.value = undefined
        isBusy.value = false
      } else if (asked === undefined) ask(next)
      else waiting = next
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(again)
    worker?.terminate()
  })
  return { answer, isBusy, fault }
}
