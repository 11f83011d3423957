import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { AcceptedCandidate } from '#shared/designspaces/sampling/candidateSource.ts'
import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import type { SpaceSize } from '#shared/refinement/size/spaceSize.ts'
import type { SpaceSurvey } from '#shared/refinement/size/surveySpace.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import type { SurveyAnswer, SurveyRequest } from './surveyMessages.ts'

/** A worker that surveys spaces, for as long as the component lives. */
export function useSurveyWorker(heard: (answer: SurveyAnswer) => void) {
  const worker = new Worker(new URL('./survey.worker.ts', import.meta.url), { type: 'module' })
  let number = 0
  worker.addEventListener('message', ({ data }: MessageEvent<SurveyAnswer>) => {
    heard(data)
  })
  onScopeDispose(() => {
    worker.terminate()
  })
  type Question = SurveyRequest extends infer R ? (R extends SurveyRequest ? Omit<R, 'number'> : never) : never
  /** The number with which the answer comes. */
  return (question: Question): number => {
    number++
    // Through JSON: what is reactive cannot be sent.
    worker.postMessage(JSON.parse(JSON.stringify({ ...question, number })))
    return number
  }
}

/** What is known of a space from draws, as it grows. */
export interface GrowingSurvey {
  readonly space: DesignSpace
  readonly size: SpaceSize
  readonly survey: SpaceSurvey
  readonly isWhole: boolean
}

/**
 * The survey of a space, begun anew in a worker with every change of it, so that typing stays smooth; what was known
 * before stays until something newer is. Undefined before the first answer.
 */
export function useSurvey(space: Ref<DesignSpace | undefined>, regime: Ref<Regime | undefined>) {
  const known = shallowRef<GrowingSurvey>()
  const fault = shallowRef<Sentence>()
  let asked: { number: number; space: DesignSpace } | undefined
  const ask = useSurveyWorker((answer) => {
    if (answer.number !== asked?.number) return
    if (answer.kind === 'fault') fault.value = answer.said
    if (answer.kind !== 'survey') return
    fault.value = undefined
    known.value = { space: asked.space, ...answer }
  })
  watch(
    [space, regime],
    ([wanted, under]) => {
      if (!wanted || !under) {
        if (!wanted) known.value = undefined
        return
      }
      asked = { number: ask({ kind: 'survey', space: wanted, regime: under }), space: wanted }
    },
    { immediate: true },
  )
  return { known, fault }
}

/** One accepted network after the other of a space; the first of each space comes by itself. */
export function useSampledNetwork(space: Ref<DesignSpace | undefined>, regime: Ref<Regime | undefined>) {
  const network = shallowRef<AcceptedCandidate | null>()
  let asked = 0
  const ask = useSurveyWorker((answer) => {
    if (answer.number === asked && answer.kind === 'network') network.value = answer.network
  })
  function drawFrom(from: number): void {
    if (space.value && regime.value) {
      asked = ask({ kind: 'network', space: space.value, regime: regime.value, from })
    }
  }
  watch(
    [space, regime],
    () => {
      drawFrom(0)
    },
    { immediate: true },
  )
  return {
    network,
    another: () => {
      drawFrom((network.value?.index ?? -1) + 1)
    },
  }
}
