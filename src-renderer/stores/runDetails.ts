import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { RunDetail } from '#shared/contract/runs.ts'
import { withEpoch } from '#shared/contract/reportedEpoch.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { changedRuns } from './changedRuns.ts'
import { useLabConnection } from './labConnection.ts'

/** More than can train at once, plus those being viewed. */
const most = 100

/**
 * Runs with all details, the most recently viewed ones; reported epochs are appended, any other change rereads the run.
 */
export const useRunDetails = defineStore('runDetails', () => {
  const lab = useLabClient()
  const held = shallowReactive(new Map<number, RunDetail>())

  function hold(detail: RunDetail): void {
    held.delete(detail.id)
    held.set(detail.id, detail)
    if (held.size > most) held.delete(held.keys().next().value!)
  }

  /** Reads runs and shows them together, since charts on one scale are all redrawn when one of them changes. */
  async function read(ids: Iterable<number>): Promise<void> {
    const answers = await Promise.allSettled(Array.from(ids, (id) => lab.runs.get({ id })))
    for (const answer of answers) if (answer.status === 'fulfilled') hold(answer.value)
    const missed = answers.find(({ status }) => status === 'rejected')
    if (missed) throw (missed as PromiseRejectedResult).reason
  }
  /** Reads those that are not held. */
  const load = (ids: readonly number[]) => read(ids.filter((id) => !held.has(id)))

  useLabConnection().onChanges((changes) => {
    const { grown, changed } = changedRuns(changes)
    const ids = [...changed].filter((id) => held.has(id))
    for (const [id, reports] of grown) {
      const detail = held.get(id)
      if (!detail) continue
      const next = reports.reduce<RunDetail | undefined>((run, epoch) => run && withEpoch(run, epoch), detail)
      if (next) held.set(id, next)
      else ids.push(id)
    }
    // A run that cannot be read now is read with the next epoch.
    if (ids.length > 0) void read(ids).catch(() => undefined)
  })

  return { of: (id: number) => held.get(id), load, read }
})
