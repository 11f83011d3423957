import { computed, watch, type ComputedRef } from 'vue'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import { measuredOnOf, type ChanceContext } from '#shared/refinement/comparison/chanceLevel.ts'
import { sideEnding, type SideEnding } from '#shared/refinement/stopping/looks.ts'
import { divergedOf, speakingRuns } from '#shared/refinement/comparison/speakingRuns.ts'
import { useRuns } from '#renderer/stores/runs.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import { excludedRuns, measuredRuns, type ExcludedRun, type KnownRun } from './measuredRuns.ts'

export interface Learnt {
  readonly populations: readonly PopulationSummary[]
  readonly runs: readonly KnownRun[]
  /** Excluded runs, which no number includes. */
  readonly excluded: readonly ExcludedRun[]
  readonly diverged: number
  readonly measuredOn: ChanceContext
  /** How the number of its networks came about. */
  readonly ending: SideEnding
  /** Changes if and only if the runs change. */
  readonly key: string
}

/** The counted runs that represent populations, kept up to date during training. */
export function useLearning(populations: () => readonly PopulationSummary[]): ComputedRef<Learnt> {
  const held = useRuns()
  watch(
    () => populations().map(({ id }) => id),
    (ids) => {
      // Runs that cannot be read now are read at the next request; the shell reports a lost connection.
      void held.load(ids).catch(() => undefined)
    },
    { immediate: true },
  )
  return computed(() => {
    const chosen = populations()
    const all = chosen.flatMap(({ id }) => held.of(id).rows)
    const rows = speakingRuns(all)
    const runs = measuredRuns(rows)
    return {
      populations: chosen,
      runs,
      excluded: excludedRuns(all),
      diverged: divergedOf(rows),
      measuredOn: measuredOnOf(chosen),
      ending: sideEnding(chosen),
      key: `${chosen.map(({ id }) => id).join()}:${runs.length}:${runs.reduce((sum, { id }) => (31 * sum + id) | 0, 0)}`,
    }
  })
}

/** The populations of a space, the one with the most counted runs first. */
export function usePopulationsOf(spaceId: () => number | null | undefined): ComputedRef<PopulationSummary[]> {
  const studies = useStudies()
  return computed(() =>
    studies.populations
      .filter((population) => population.spaceId === spaceId())
      .sort((a, b) => b.counted - a.counted || a.id - b.id),
  )
}
