import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { RunDetail } from '#shared/contract/runs.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { useLabConnection } from './labConnection.ts'

/** More than train at once and are looked at besides. */
const most = 100

/** Runs with all that is known of them, those looked at last; read anew whenever they report. */
export const useRunDetails = defineStore('details', () => {
  const lab = useLabClient()
  const held = shallowReactive(new Map<number, RunDetail>())

  function hold(detail: RunDetail): void {
    held.delete(detail.id)
    held.set(detail.id, detail)
    if (held.size > most) held.delete(held.keys().next().value!)
  }

  /** Reads runs and shows them at once: charts on one scale are all drawn anew when one of them changes. */
  async function read(ids: Iterable<number>): Promise<void> {
    const answers = await Promise.allSettled(Array.from(ids, (id) => lab.runs.get({ id })))
    for (const answer of answers) if (answer.status === 'fulfilled') hold(answer.value)
    const missed = answers.find(({ status }) => status === 'rejected')
    if (missed) throw (missed as PromiseRejectedResult).reason
  }
  /** Reads those that are not here. */
  const load = (ids: readonly number[]) => read(ids.filter((id) => !held.has(id)))

  useLabConnection().onChanges((changes) => {
    const ids = new Set(changes.flatMap(({ runId }) => (runId !== null && held.has(runId) ? [runId] : [])))
    // What cannot be read now is read with the next epoch.
    if (ids.size > 0) void read(ids).catch(() => undefined)
  })

  return { of: (id: number) => held.get(id), load, read }
})
