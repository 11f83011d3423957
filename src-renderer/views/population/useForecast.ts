import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { PilotPoint, PopulationForecast, PopulationRequest } from '#shared/contract/populations.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { useAction } from '#renderer/components/action.ts'
import { sentenceOf } from '#shared/contract/errors.ts'
import { useLabClient } from '#renderer/lab/lab.ts'

/** Typing is over after so long. */
const settleMs = 400

/** What a request would train, anew as it changes, and the pilot that measures it. */
export function useForecast(request: () => PopulationRequest | undefined) {
  const lab = useLabClient()
  const forecast = shallowRef<PopulationForecast>()
  const measured = shallowRef<readonly PilotPoint[]>([])
  const fault = shallowRef<Sentence>()
  const isBusy = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let under: AbortController | undefined
  // Nothing has been typed when the screen opens.
  let waitMs = 0

  async function ask(asked: PopulationRequest): Promise<void> {
    waitMs = settleMs
    const own = (under = new AbortController())
    try {
      const answer = await lab.populations.forecast(asked, { signal: own.signal })
      if (own !== under) return
      forecast.value = answer
      measured.value = answer.measured
      fault.value = undefined
    } catch (error) {
      if (own !== under) return
      forecast.value = undefined
      fault.value = sentenceOf(error)
    } finally {
      if (own === under) isBusy.value = false
    }
  }
  function stop(): void {
    clearTimeout(timer)
    under?.abort()
    under = undefined
  }

  // A name and what is kept change nothing of what is trained.
  const wanted = () => {
    const asked = request()
    return asked && JSON.stringify({ ...asked, name: 'forecast', keepWeights: { keep: 'none' } })
  }
  watch(
    wanted,
    (text) => {
      stop()
      isBusy.value = text !== undefined
      if (text === undefined) return
      timer = setTimeout(() => void ask(JSON.parse(text) as PopulationRequest), waitMs)
    },
    { immediate: true },
  )
  onScopeDispose(stop)

  const pilot = useAction(async () => {
    const asked = request()
    if (asked) measured.value = await lab.populations.pilot(asked)
  })
  return { forecast, measured, fault, isBusy, pilot }
}
