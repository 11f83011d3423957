import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import type {
  PilotPoint,
  PopulationForecast,
  PopulationRequest,
  PopulationSummary,
} from '#shared/contract/populations.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { useAction } from '#renderer/composables/useAction.ts'
import { sentenceOf } from '#shared/contract/errors.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'

/** Typing counts as finished after this long. */
const settleMs = 400

/** The forecast of a request, updated as it changes, and the pilot that measures its speed. */
export function useForecast(request: () => PopulationRequest | undefined) {
  const { populations } = useLabClient()
  return useForecaster(
    () => {
      const wanted = request()
      // The name and the choice of weights to keep do not affect training.
      return wanted && { ...wanted, name: 'forecast', keepWeights: { keep: 'none' as const } }
    },
    { forecast: populations.forecast, pilot: populations.pilot },
  )
}

/** The same for adding networks to a population. */
export function useGrowthForecast(growth: () => { population: PopulationSummary; count: number } | undefined) {
  const { populations } = useLabClient()
  return useForecaster(
    () => {
      const wanted = growth()
      return wanted && { id: wanted.population.id, count: wanted.count }
    },
    {
      forecast: populations.forecastGrowth,
      pilot: async ({ count }) => {
        const { spaceId, name, plan, keepWeights } = growth()!.population
        // The speed is that of any networks of the space.
        return populations.pilot({ spaceId, name, count, seed: null, plan, keepWeights })
      },
    },
  )
}

interface Forecaster<Request> {
  forecast: (wanted: Request, options: { signal: AbortSignal }) => Promise<PopulationForecast>
  pilot: (wanted: Request) => Promise<PilotPoint[]>
}

function useForecaster<Request extends object>(request: () => Request | undefined, forecaster: Forecaster<Request>) {
  const forecast = shallowRef<PopulationForecast>()
  const measured = shallowRef<readonly PilotPoint[]>([])
  const fault = shallowRef<Sentence>()
  const isBusy = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let under: AbortController | undefined
  // Nothing has been typed yet when the screen opens.
  let waitMs = 0

  async function ask(wanted: Request): Promise<void> {
    waitMs = settleMs
    const own = (under = new AbortController())
    try {
      const answer = await forecaster.forecast(wanted, { signal: own.signal })
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

  watch(
    () => {
      const wanted = request()
      return wanted && JSON.stringify(wanted)
    },
    (text) => {
      stop()
      isBusy.value = text !== undefined
      if (text === undefined) return
      timer = setTimeout(() => void ask(JSON.parse(text) as Request), waitMs)
    },
    { immediate: true },
  )
  onScopeDispose(stop)

  const pilot = useAction(async () => {
    const wanted = request()
    if (wanted) measured.value = await forecaster.pilot(wanted)
  })
  return { forecast, measured, fault, isBusy, pilot }
}
