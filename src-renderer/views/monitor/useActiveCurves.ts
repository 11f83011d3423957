import { onBeforeUnmount, shallowReactive, watch } from 'vue'
import type { RunDetail } from '#shared/contract/runs.ts'
import { useLabClient } from '#renderer/lab/lab.ts'
import { useBench } from '#renderer/stores/bench.ts'

/** The details of the runs with these ids, with their curves, read again whenever one of them reports. */
export function useActiveCurves(ids: () => readonly number[]): ReadonlyMap<number, RunDetail> {
  const lab = useLabClient()
  const bench = useBench()
  const details = shallowReactive(new Map<number, RunDetail>())

  async function read(id: number): Promise<void> {
    const detail = await lab.runs.get({ id })
    // It may have ended while it was read.
    if (ids().includes(id)) details.set(id, detail)
  }
  // A curve that cannot be read now is read with the next epoch.
  const readAll = (wanted: Iterable<number>) => {
    for (const id of wanted) void read(id).catch(() => undefined)
  }
  watch(
    () => ids().join(),
    () => {
      const now = ids()
      for (const id of details.keys()) if (!now.includes(id)) details.delete(id)
      readAll(now.filter((id) => !details.has(id)))
    },
    { immediate: true },
  )
  onBeforeUnmount(
    bench.onChanges((changes) => {
      const now = new Set(ids())
      readAll(new Set(changes.flatMap(({ runId }) => (runId !== null && now.has(runId) ? [runId] : []))))
    }),
  )
  return details
}
