import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import type { EventKind, ReadEventData } from './events.ts'
import type { ReportedEpoch } from './reportedEpoch.ts'
import { procedure, reading } from './procedure.ts'

/** An entry of the lab's log, of one of the kinds `K`: what happened, to what, when. */
export type ChangeOf<K extends EventKind> = {
  [Kind in K]: {
    /** Increases with every change: the cursor, and the version of the state that clients see. */
    id: number
    /** 0: about the lab. */
    studyId: number
    /** Null unless it is about a run. */
    runId: number | null
    kind: Kind
    data: ReadEventData<Kind>
    /** Milliseconds since 1970, like all times in the contract. */
    at: number
  } & (Kind extends 'epoch'
    ? {
        /** The epoch's report, in answers of `since`; absent if the run has started over meanwhile. */
        report?: ReportedEpoch
      }
    : unknown)
}[K]
export type Change = ChangeOf<EventKind>

/**
 * Live data is pulled: `watch` only announces changes, `since` returns them. A client that reconnects continues from
 * its cursor and misses nothing; a slow one gets fewer, larger pages.
 */
export const changes = {
  /** The version (id of the last change), now and whenever it increases. */
  watch: procedure.output(eventIterator(type<{ version: number }, { version: number }>())),
  /** The changes after `cursor`, oldest first, at most `limit`; the next cursor is the id of the last one. */
  since: reading
    .input(z.strictObject({ cursor: z.int().min(0), limit: z.int().min(1).max(10_000) }))
    .output(type<{ changes: Change[]; cursor: number; version: number }>()),
  /** The last `limit` changes of a study or of the whole lab before `before`, newest first, without epochs. */
  log: reading
    .input(
      z.strictObject({
        studyId: z.int().min(1).optional(),
        before: z.int().min(1).optional(),
        /** Omits what happened to a study before its import, i.e. elsewhere. */
        here: z.boolean().default(false),
        limit: z.int().min(1).max(1000).default(100),
      }),
    )
    .output(type<Change[]>()),
}
