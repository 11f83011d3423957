import { computed, shallowRef, watch } from 'vue'
import type { JudgedStep } from '#shared/analysis/evidenceTasks.ts'
import { regimeOf } from '#shared/designspaces/regimeOf.ts'
import { divergedOf, speakingRuns } from '#shared/refinement/comparison/speakingRuns.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { sentenceOf } from '#shared/contract/errors.ts'
import { useAnalysis } from '#renderer/analysis/useAnalysis.ts'
import { useRuns } from '#renderer/stores/runs.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import { excludedRuns, measuredRuns, type ExcludedRun, type KnownRun } from '../measuredRuns.ts'
import { pathOf, type Stop } from './tourPath.ts'

/** A stop with its finished runs. */
export interface VisitedStop extends Stop {
  readonly runs: readonly KnownRun[]
  readonly excluded: readonly ExcludedRun[]
  readonly diverged: number
}

const idsOf = (path: readonly Stop[]) => path.flatMap(({ populations }) => populations.map(({ id }) => id))

/** The stops of the current study, and the judgement of each step from one to the next, computed one after another. */
export function useTour() {
  const studies = useStudies()
  const held = useRuns()
  const path = computed(() => pathOf(studies.spaces, studies.populations))
  const readFault = shallowRef<Sentence>()
  watch(
    () => idsOf(path.value).join(),
    () => {
      const ids = idsOf(path.value)
      held.load(ids).catch((error: unknown) => (readFault.value = sentenceOf(error)))
    },
    { immediate: true },
  )
  const stops = computed((): VisitedStop[] =>
    path.value.map((stop) => {
      const all = stop.populations.flatMap(({ id }) => held.of(id).rows)
      const runs = speakingRuns(all)
      return { ...stop, runs: measuredRuns(runs), excluded: excludedRuns(all), diverged: divergedOf(runs) }
    }),
  )
  const isComplete = computed(() => path.value.length > 1 && idsOf(path.value).every((id) => held.of(id).isComplete))

  /** Index i: the step from stop i to stop i + 1. */
  const judged = shallowRef<readonly JudgedStep[]>([])
  const visited = computed(() =>
    isComplete.value ? stops.value.map(({ population, runs }) => `${population.id}:${runs.length}`).join() : undefined,
  )
  watch(visited, () => (judged.value = []))
  const { answer, fault } = useAnalysis(
    'judge',
    () => stepAt(judged.value.length),
    () =>
      visited.value !== undefined && judged.value.length < stops.value.length - 1
        ? `${visited.value}/${judged.value.length}`
        : undefined,
  )
  watch(answer, (step) => {
    if (step) judged.value = [...judged.value, step]
  })

  const sizes = useAnalysis(
    'spaceSizes',
    () => ({
      spaces: path.value.map(({ space }) => space.definition),
      regime: regimeOf(path.value[0]!.population.plan, studies.study!.classes),
    }),
    () => (path.value.length > 1 ? path.value.map(({ space }) => space.id).join() : undefined),
  )

  function stepAt(place: number) {
    const [older, newer] = stops.value.slice(place)
    return (
      older &&
      newer && {
        older: { space: older.space.definition, runs: older.runs },
        newer: { space: newer.space.definition, runs: newer.runs },
        regime: regimeOf(newer.population.plan, studies.study!.classes),
        parameter: newer.parameter,
        refinement: newer.refinement,
      }
    )
  }

  return { stops, judged, sizes: sizes.answer, isComplete, fault: computed(() => readFault.value ?? fault.value) }
}
