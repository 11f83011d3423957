import { defineStore } from 'pinia'
import type { CurvedRun } from '#shared/contract/runs.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { useLabConnection } from './labConnection.ts'

/** One that holds runs, of any detail. */
interface Follower {
  has: (runId: number) => boolean
  /** Puts rows in the place of their former selves; those that it does not hold are nothing to it. */
  replace: (rows: readonly CurvedRun[]) => void
  /** Reads a population anew that has more or fewer runs now; one that it does not hold is nothing to it. */
  readAgain: (populationId: number) => void
}

/** Keeps the runs that the window holds as they are: what changes is read once, for all that hold it. */
export const useRunChanges = defineStore('runChanges', () => {
  const lab = useLabClient()
  const followers: Follower[] = []

  const replace = (rows: readonly CurvedRun[]) => {
    for (const follower of followers) follower.replace(rows)
  }
  useLabConnection().onChanges((changes) => {
    const ids = new Set(changes.flatMap(({ runId }) => runId ?? []))
    const held = [...ids].filter((id) => followers.some(({ has }) => has(id)))
    const resized = changes.flatMap(({ kind, data }) =>
      kind === 'populationGrown' || kind === 'populationShrunk' ? (data.populationId ?? []) : [],
    )
    for (const id of new Set(resized)) for (const { readAgain } of followers) readAgain(id)
    if (held.length > 0) void lab.runs.rows({ runIds: held }).then(replace, () => undefined)
  })
  return {
    follow: (follower: Follower) => followers.push(follower),
    /** Shows at once what an action has made of runs; the stream tells of it later. */
    replace,
  }
})
