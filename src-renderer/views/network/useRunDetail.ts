import { computed, watch } from 'vue'
import type { RunDetail } from '#shared/contract/runs.ts'
import { useAction } from '#renderer/composables/useAction.ts'
import { useLabConnection } from '#renderer/stores/labConnection.ts'
import { useRunDetails } from '#renderer/stores/runDetails.ts'

/** A run with all its details. The previous run is returned until the next one has been read. */
export function useRunDetail(runId: () => number | undefined) {
  const connection = useLabConnection()
  const details = useRunDetails()
  const load = useAction((id: number) => details.load([id]))
  watch(
    [runId, () => connection.isConnected],
    ([id, connected]) => {
      if (id !== undefined && connected) void load.run(id)
    },
    { immediate: true },
  )
  const run = computed<RunDetail | undefined>((before) => {
    const id = runId()
    if (id === undefined || load.fault.value !== undefined) return undefined
    return details.of(id) ?? before
  })
  return { run, fault: load.fault, reload: () => details.read([runId() ?? 0]) }
}
