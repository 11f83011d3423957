import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { PopulationRequest, PopulationSummary } from '#shared/contract/populations.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { useAction } from '#renderer/composables/useAction.ts'
import { sentenceOf } from '#shared/contract/errors.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'

/** Typing counts as finished after this long. */
const settleMs = 400

/** The forecasts of requests, updated as they change, and the pilot that measures the speed of each. */
export function useForecasts(requests: () => readonly PopulationRequest[] | undefined) {
  const { populations } = useLabClient()
  const inTurn = async <T>(wanted: readonly PopulationRequest[], ask: (one: PopulationRequest) => Promise<T>) => {
    const answers: T[] = []
    for (const one of wanted) answers.push(await ask(one))
    return answers
  }
  return useForecaster(
    () =>
      // The name and the choice of weights to keep do not affect training.
      requests()?.map((wanted) => ({ ...wanted, name: 'forecast', keepWeights: { keep: 'none' as const } })),
    {
      forecast: (wanted, options) => inTurn(wanted, (one) => populations.forecast(one, options)),
      pilot: (wanted) => inTurn(wanted, populations.pilot),
      measured: (forecasts) => forecasts.map((one) => one.measured),
    },
  )
}

/** The same for the first population that a study file asks for. */
export function useFileForecast(text: () => string | undefined) {
  const { populations } = useLabClient()
  return useForecaster(
    () => {
      const wanted = text()
      return wanted === undefined ? undefined : { text: wanted }
    },
    {
      forecast: async (wanted, options) => [await populations.forecastFile(wanted, options)],
      pilot: async (wanted) => [await populations.pilotFile(wanted)],
      measured: (forecasts) => forecasts.map((one) => one.measured),
    },
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
      measured: (forecast) => forecast.measured,
      forecast: populations.forecastGrowth,
      pilot: async ({ count }) => {
        const { spaceId, name, plan, keepWeights } = growth()!.population
        // The speed is that of any networks of the space.
        return populations.pilot({ spaceId, name, count, seed: null, plan, keepWeights })
      },
    },
  )
}

/** What is foretold of populations, with the pilot that measures their speed. */
export type PlanForecast = ReturnType<typeof useForecasts>

interface Forecaster<Request, Answer, Measured> {
  forecast: (wanted: Request, options: { signal: AbortSignal }) => Promise<Answer>
  pilot: (wanted: Request) => Promise<Measured>
  /** What was measured before, as a forecast has it. */
  measured: (forecast: Answer) => Measured
}

function useForecaster<Request extends object, Answer, Measured>(
  request: () => Request | undefined,
  forecaster: Forecaster<Request, Answer, Measured>,
) {
  const forecast = shallowRef<Answer>()
  const measured = shallowRef<Measured>()
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
      measured.value = forecaster.measured(answer)
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
