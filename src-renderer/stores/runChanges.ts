import { defineStore } from 'pinia'
import type { CurvedRun } from '#shared/contract/runs.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { changedRuns, type ChangedRuns } from './changedRuns.ts'
import { useLabConnection } from './labConnection.ts'

/** A store that holds runs, at any level of detail. */
interface Follower {
  has: (runId: number) => boolean
  /** Replaces the rows it holds; ignores others. */
  replace: (rows: readonly CurvedRun[]) => void
  /** Adds epochs to the runs it holds. Returns the runs that they do not fit, which have to be read again. */
  grow: (epochs: ChangedRuns['grown']) => number[]
  /** Rereads a population that grew or shrank; ignores one it does not hold. */
  readAgain: (populationId: number) => void
}

/**
 * Keeps all runs held by the window up to date: epochs come with their events, everything else is read once for all
 * stores.
 */
export const useRunChanges = defineStore('runChanges', () => {
  const lab = useLabClient()
  const followers: Follower[] = []

  const replace = (rows: readonly CurvedRun[]) => {
    for (const follower of followers) follower.replace(rows)
  }
  useLabConnection().onChanges((changes) => {
    const { grown, changed } = changedRuns(changes)
    const unfit = followers.flatMap((follower) => follower.grow(grown))
    const held = [...new Set([...changed, ...unfit])].filter((id) => followers.some(({ has }) => has(id)))
    const resized = changes.flatMap(({ kind, data }) =>
      kind === 'populationGrown' || kind === 'populationShrunk' ? (data.populationId ?? []) : [],
    )
    for (const id of new Set(resized)) for (const { readAgain } of followers) readAgain(id)
    if (held.length > 0) void lab.runs.rows({ runIds: held }).then(replace, () => undefined)
  })
  return {
    follow: (follower: Follower) => followers.push(follower),
    /** Shows the result of an action on runs at once, before the stream reports it. */
    replace,
  }
})
