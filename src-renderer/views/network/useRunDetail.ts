import { onBeforeUnmount, shallowRef, watch } from 'vue'
import type { RunDetail } from '#shared/contract/runs.ts'
import { useAction } from '#renderer/components/action.ts'
import { useLabClient } from '#renderer/lab/lab.ts'
import { useBench } from '#renderer/stores/bench.ts'

/** A run with everything that is known of it, read again when it changes. What is shown stays until the next is here. */
export function useRunDetail(runId: () => number | undefined) {
  const lab = useLabClient()
  const bench = useBench()
  const run = shallowRef<RunDetail>()
  const read = useAction(async (id: number) => {
    const found = await lab.runs.get({ id })
    if (id === runId()) run.value = found
  })
  watch(
    [runId, () => bench.isConnected],
    ([id, connected]) => {
      if (id === undefined) run.value = undefined
      else if (connected) void read.run(id)
    },
    { immediate: true },
  )
  const stop = bench.onChanges((changes) => {
    const id = runId()
    if (id !== undefined && changes.some((change) => change.runId === id)) void read.run(id)
  })
  onBeforeUnmount(stop)
  return { run, fault: read.fault, reload: () => read.run(runId() ?? 0) }
}
