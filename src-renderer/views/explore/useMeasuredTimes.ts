import { computed, onScopeDispose, watch, watchEffect, type ComputedRef } from 'vue'
import type { RunRow } from '#shared/contract/runs.ts'
import { byConditions } from '#shared/timing/conditions.ts'
import type { TimingConditions } from '#shared/timing/timing.ts'
import { useReading } from '#renderer/composables/useReading.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import type { ShownPopulation } from '#renderer/lib/populations/shownPopulation.ts'
import { shownTimes } from './measuredTimes.ts'

/** A kind of time that networks shown have. */
export interface TimesToShow {
  readonly key: string
  readonly conditions: TimingConditions
}

/**
 * Reads the measured times of the runs of these populations and shows those of one kind: the one with this key, or else
 * the one that most of them have. `isRead`: whether it is known what there is.
 */
export function useMeasuredTimes(
  populations: () => readonly ShownPopulation[],
  rows: () => readonly RunRow[],
  chosen: () => string | undefined,
): { kinds: ComputedRef<readonly TimesToShow[]>; isRead: ComputedRef<boolean> } {
  const lab = useLabClient()
  const studyIds = () => [...new Set(populations().map(({ summary }) => summary.studyId))]
  const { answer, read } = useReading(async () => {
    const found = await Promise.all(studyIds().map((studyId) => lab.timings.list({ studyId })))
    return found.flat()
  }, 'study')
  watch(
    () => studyIds().join(),
    () => void read.run(),
  )
  const kinds = computed(() => {
    if (!answer.value?.length) return []
    const there = new Set(rows().map(({ id }) => id))
    return byConditions(answer.value.filter(({ runId }) => there.has(runId)))
  })
  watchEffect(() => {
    const largest = kinds.value.toSorted((a, b) => b.times.length - a.times.length)[0]
    const kind = kinds.value.find(({ key }) => key === chosen()) ?? largest
    shownTimes.value = kind && {
      conditions: kind.conditions,
      ms: new Map(kind.times.map(({ runId, time }) => [runId, time.ms])),
    }
  })
  onScopeDispose(() => (shownTimes.value = undefined))
  return { kinds, isRead: computed(() => answer.value !== undefined) }
}
