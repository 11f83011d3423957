import { onBeforeUnmount, shallowRef, watch } from 'vue'
import type { Sentence } from '#shared/sentences/sentence.ts'
import type { SurveyAnswer, SurveyRequest } from './survey.worker.ts'

/** Typing is over after so long. */
const settleMs = 200

/** The survey of a space from draws made in the background, anew whenever what is asked changes. */
export function useSurvey(request: () => SurveyRequest | undefined) {
  const survey = shallowRef<Exclude<SurveyAnswer, { fault: Sentence }>>()
  const fault = shallowRef<Sentence>()
  let worker: Worker | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function stop(): void {
    clearTimeout(timer)
    worker?.terminate()
    worker = undefined
  }
  function start(asked: SurveyRequest): void {
    worker = new Worker(new URL('./survey.worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }: MessageEvent<SurveyAnswer>) => {
      if ('fault' in data) {
        fault.value = data.fault
        survey.value = undefined
      } else {
        fault.value = undefined
        survey.value = data
      }
    }
    worker.postMessage(asked)
  }

  // Compared as text: a draft that was typed back to what it was asks for nothing new.
  watch(
    () => JSON.stringify(request()),
    (text: string | undefined) => {
      stop()
      if (text === undefined) {
        survey.value = undefined
        return
      }
      timer = setTimeout(() => start(JSON.parse(text) as SurveyRequest), settleMs)
    },
    { immediate: true },
  )
  onBeforeUnmount(stop)
  return { survey, fault }
}
