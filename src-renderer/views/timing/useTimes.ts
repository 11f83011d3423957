import { computed } from 'vue'
import { usePopulations } from '#renderer/composables/usePopulations.ts'
import { useReading } from '#renderer/composables/useReading.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { useOutlines } from '#renderer/stores/runs.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import { groupsOf } from './timedNetworks.ts'

/** The times of the networks of the study and of published ones, by their conditions. */
export function useTimes(studyId: number) {
  const lab = useLabClient()
  const studies = useStudies()
  const own = useReading(() => lab.timings.list({ studyId }), 'study')
  const published = useReading(() => lab.timings.published(), 'study')
  const timed = computed(() => new Set((own.answer.value ?? []).map(({ runId }) => runId)))
  const { shown, isLoading, fault } = usePopulations(
    () => (timed.value.size > 0 ? studies.populations.map(({ id }) => id) : []),
    useOutlines(),
  )
  const groups = computed(() => groupsOf(own.answer.value ?? [], published.answer.value ?? [], shown.value))
  return {
    groups,
    isLoading: computed(() => !own.answer.value || !published.answer.value || isLoading.value),
    fault: computed(() => own.read.fault.value ?? published.read.fault.value ?? fault.value),
  }
}
