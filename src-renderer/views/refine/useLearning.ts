import { computed, watch, type ComputedRef } from 'vue'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { ChanceContext } from '#shared/refinement/chanceLevel.ts'
import { useRuns } from '#renderer/stores/runs.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import { divergedCount, measuredRuns, type KnownRun } from './measuredRuns.ts'

export interface Learnt {
  readonly populations: readonly PopulationSummary[]
  readonly runs: readonly KnownRun[]
  readonly diverged: number
  readonly measuredOn: ChanceContext
  /** Changes with the runs, and only with them. */
  readonly key: string
}

/** Of no population. */
const noContext: ChanceContext = { classes: 2, validationCount: null }

/** The finished runs of populations, followed while they train. */
export function useLearning(populations: () => readonly PopulationSummary[]): ComputedRef<Learnt> {
  const held = useRuns()
  watch(
    () => populations().map(({ id }) => id),
    (ids) => {
      // What cannot be read now is read when the window asks again; the shell tells of a lost connection.
      void held.load(ids).catch(() => undefined)
    },
    { immediate: true },
  )
  return computed(() => {
    const chosen = populations()
    const rows = chosen.flatMap(({ id }) => held.of(id).rows)
    const runs = measuredRuns(rows)
    return {
      populations: chosen,
      runs,
      diverged: divergedCount(rows),
      measuredOn: chosen.find(({ runs: { finished } }) => finished > 0)?.measuredOn ?? noContext,
      key: `${chosen.map(({ id }) => id).join()}:${runs.length}:${runs.at(-1)?.id ?? 0}`,
    }
  })
}

/** The populations of a space that have a finished run, the largest first. */
export function usePopulationsOf(spaceId: () => number | null | undefined): ComputedRef<PopulationSummary[]> {
  const studies = useStudies()
  return computed(() =>
    studies.populations
      .filter((population) => population.spaceId === spaceId())
      .sort((a, b) => b.runs.finished - a.runs.finished || a.id - b.id),
  )
}
