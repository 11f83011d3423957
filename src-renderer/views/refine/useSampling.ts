import { useTimeoutFn } from '@vueuse/core'
import { computed, ref, shallowRef, watch } from 'vue'
import type {
  PilotPoint,
  PopulationForecast,
  PopulationRequest,
  PopulationSummary,
} from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import { forecastPopulation } from '#shared/forecast/forecast.ts'
import { offeredSeed } from '#shared/studyFiles/seeds.ts'
import { useText } from '#renderer/i18n/texts.ts'
import { useAction } from '#renderer/composables/useAction.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import { offeredName } from '#renderer/components/plan/populationDraft.ts'
import { networkCount } from '#renderer/lib/networkCount.ts'

const settleMs = 300
/** Weights of the best networks are kept; the others can be retrained from their identity. */
const keepWeights = { keep: 'best', count: 10 } as const

/** The sampling of a population from a space under a plan: its count, its cost, and its start. */
export function useSampling(
  space: () => StudySpace | undefined,
  plan: () => StudyPlan | undefined,
  count: () => number,
  started: (population: PopulationSummary) => Promise<void>,
) {
  const lab = useLabClient()
  const studies = useStudies()
  const { t } = useText()
  const typed = ref<string>()
  /** The count as typed. */
  const text = computed({ get: () => typed.value ?? String(count()), set: (value) => (typed.value = value) })
  const read = computed(() => networkCount(text.value))
  /** Whether the population may end once its comparisons are decided. */
  const endsWhenDecided = ref(false)

  const request = computed((): PopulationRequest | undefined => {
    const [target, under, networks] = [space(), plan(), read.value.count]
    if (!target || !under || networks === undefined) return undefined
    // The proposed name uses this seed; the lab uses it too, unless it has been taken meanwhile.
    const seed = offeredSeed(
      under.seed,
      studies.populations.filter(({ spaceId }) => spaceId === target.id),
    )
    return {
      spaceId: target.id,
      name: offeredName(t('population.offered', { space: target.definition.name, seed }), studies.populations),
      count: networks,
      seed: null,
      plan: under,
      keepWeights,
      ...(endsWhenDecided.value && { endsWhenDecided: true }),
    }
  })

  const expected = shallowRef<PopulationForecast>()
  const points = shallowRef<readonly PilotPoint[]>([])
  const forecast = useAction(async (wanted: PopulationRequest) => {
    const found = await lab.populations.forecast(wanted)
    // Compare by content: rereading the studies creates another object for the same request.
    if (JSON.stringify(wanted) !== JSON.stringify(request.value)) return
    expected.value = found
    if (found.measured.length > 0) points.value = found.measured
  })
  const { start: settle } = useTimeoutFn(() => request.value && void forecast.run(request.value), settleMs, {
    immediate: false,
  })
  watch(
    () => JSON.stringify(request.value),
    () => settle(),
    { immediate: true },
  )

  const measure = useAction(async () => {
    if (request.value) points.value = await lab.populations.pilot(request.value)
  })
  /** Seconds until all are trained, with their range; null if nothing has been measured yet. */
  const seconds = computed(() => {
    const found = expected.value
    if (!found || points.value.length === 0) return null
    const loads = found.flops.map((flops, i) => ({ flops, activations: found.activations[i]! }))
    return forecastPopulation(points.value, loads, { images: found.imagesPerRun }, found.trainers)?.seconds ?? null
  })

  const start = useAction(async () => {
    if (!request.value) return
    const population = await lab.populations.add({ request: request.value, start: true })
    await studies.reload()
    await started(population)
  })

  return { text, read, endsWhenDecided, request, expected, forecast, measure, seconds, start }
}
export type Sampling = ReturnType<typeof useSampling>
