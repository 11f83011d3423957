import { computed } from 'vue'
import type { RunDetail } from '#shared/contract/runs.ts'
import { capitalised } from '#shared/format/capitalised.ts'
import type { PairedTime } from '#shared/pair/pairTable.ts'
import { byConditions } from '#shared/timing/conditions.ts'
import { useReading } from '#renderer/composables/useReading.ts'
import { useText } from '#renderer/i18n/texts.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'

/** The times measured of both runs of a pair under equal conditions. */
export function usePairedTimes(runs: () => readonly [RunDetail, RunDetail]) {
  const lab = useLabClient()
  const { t } = useText()
  const { answer, read } = useReading(() => lab.timings.list({ studyId: runs()[0].studyId }), 'study')
  const paired = computed(() => {
    const own = (answer.value ?? []).filter(({ runId }) => runs().some(({ id }) => id === runId))
    return byConditions(own).flatMap(({ conditions, times }): PairedTime[] => {
      const [a, b] = runs().map(({ id }) => times.find(({ runId }) => runId === id)?.time.ms)
      if (a === undefined || b === undefined) return []
      const { mode, batchSize: batch, device, provider, threads } = conditions
      const label = t('explore.timesOf', { mode: t(`figures.values.${mode}`), batch, device, provider, threads })
      return [{ label: capitalised(label), ms: [a, b] }]
    })
  })
  return { paired, fault: read.fault, isRead: computed(() => answer.value !== undefined) }
}
