import { onBeforeUnmount, shallowReactive, watch } from 'vue'
import type { RunDetail } from '#shared/contract/runs.ts'
import { useLabClient } from '#renderer/lab/lab.ts'
import { useBench } from '#renderer/stores/bench.ts'

/** The details of the runs with these ids, with their curves, read again whenever one of them reports. */
export function useActiveCurves(ids: () => readonly number[]): ReadonlyMap<number, RunDetail> {
  const lab = useLabClient()
  const bench = useBench()
  const details = shallowReactive(new Map<number, RunDetail>())

  /** Shows what it has read at once: charts on one scale are all drawn anew when one of them changes. */
  async function read(wanted: Iterable<number>): Promise<void> {
    // A curve that cannot be read now is read with the next epoch.
    const found = await Promise.all(Array.from(wanted, (id) => lab.runs.get({ id }).catch(() => undefined)))
    // Some may have ended while they were read.
    const now = ids()
    for (const detail of found) if (detail && now.includes(detail.id)) details.set(detail.id, detail)
  }
  watch(
    () => ids().join(),
    () => {
      const now = ids()
      for (const id of details.keys()) if (!now.includes(id)) details.delete(id)
      void read(now.filter((id) => !details.has(id)))
    },
    { immediate: true },
  )
  onBeforeUnmount(
    bench.onChanges((changes) => {
      const now = new Set(ids())
      void read(new Set(changes.flatMap(({ runId }) => (runId !== null && now.has(runId) ? [runId] : []))))
    }),
  )
  return details
}
