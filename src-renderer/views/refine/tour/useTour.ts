import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { sentenceOf } from '#renderer/lab/client.ts'
import { useRuns } from '#renderer/stores/runs.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import { askScience } from '../askScience.ts'
import { divergedCount, measuredRuns, type KnownRun } from '../measuredRuns.ts'
import type { JudgedStep } from '../scienceTasks.ts'
import { regimeOf } from '../useLearning.ts'
import { pathOf, type Stop } from './tourPath.ts'

/** A stop with its finished runs. */
export interface VisitedStop extends Stop {
  readonly runs: readonly KnownRun[]
  readonly diverged: number
}

/** The stops of the study that is looked at, and the judgement of every step from one to the next as it is computed. */
export function useTour() {
  const studies = useStudies()
  const held = useRuns()
  const path = computed(() => pathOf(studies.spaces, studies.populations))
  const fault = ref<string>()
  /** Place i: the step from stop i to stop i + 1. */
  const judged = shallowRef<readonly (JudgedStep | undefined)[]>([])
  let asking = new AbortController()

  watch(
    () => path.value.map(({ population }) => population.id).join(),
    () => {
      for (const { population } of path.value)
        held.load(population.id).catch((error: unknown) => (fault.value = sentenceOf(error)))
    },
    { immediate: true },
  )
  const stops = computed((): VisitedStop[] =>
    path.value.map((stop) => {
      const { rows } = held.of(stop.population.id)
      return { ...stop, runs: measuredRuns(rows), diverged: divergedCount(rows) }
    }),
  )
  const isComplete = computed(
    () => path.value.length > 1 && path.value.every(({ population }) => held.of(population.id).isComplete),
  )

  watch(
    () => (isComplete.value ? stops.value.map(({ population, runs }) => `${population.id}:${runs.length}`).join() : ''),
    (key) => {
      asking.abort()
      asking = new AbortController()
      judged.value = []
      if (key !== '') void judgeAll(stops.value, asking.signal)
    },
    { immediate: true },
  )

  async function judgeAll(visited: readonly VisitedStop[], signal: AbortSignal): Promise<void> {
    for (const [i, newer] of visited.slice(1).entries()) {
      const older = visited[i]!
      const { plan } = newer.population
      const step = await askScience(
        'judge',
        {
          older: { space: older.space.definition, runs: older.runs },
          newer: { space: newer.space.definition, runs: newer.runs },
          regime: regimeOf(plan, studies.study!.classes),
          parameter: newer.parameter,
          refinement: newer.refinement,
        },
        signal,
      ).catch((error: unknown) => {
        fault.value = sentenceOf(error)
        return undefined
      })
      judged.value = Object.assign([...judged.value], { [i]: step })
    }
  }
  onScopeDispose(() => {
    asking.abort()
  })

  return { stops, judged, isComplete, fault }
}
