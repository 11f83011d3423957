import { setTimeout as delay } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import type { Change } from '#shared/contract/changes.ts'
import { reportedEpochs } from '#main/store/tables/epochs.ts'
import { lastEventId, listEvents, listLog } from '#main/store/tables/events.ts'
import type { Handlers } from '../handlers.ts'
import type { LabContext } from '../labContext.ts'

/** Changes within this time are sent together. */
const gatherMs = 50

/** The changes, with the metrics reported for each epoch. */
function withReports(db: Database, changes: readonly Change[]): Change[] {
  const epochs = changes.flatMap(({ kind, runId, data }) =>
    kind === 'epoch' && runId !== null && data.epoch !== undefined ? [{ runId, epoch: data.epoch }] : [],
  )
  const reports = reportedEpochs(db, epochs).values()
  return changes.map((change) => {
    if (change.kind !== 'epoch' || change.runId === null || change.data.epoch === undefined) return change
    const report = reports.next().value
    return report ? { ...change, report } : change
  })
}

/** Handlers for changes and the log. */
export function changesHandlers({ db, feed, jobs }: LabContext): Handlers<'changes'> {
  async function* watch(signal: AbortSignal): AsyncGenerator<{ version: number }, { version: number }> {
    let sent = -1
    let wake: () => void = () => undefined
    const unsubscribe = feed.subscribe(() => wake())
    signal.addEventListener('abort', () => wake())
    try {
      while (!signal.aborted) {
        const version = lastEventId(db)
        if (version !== sent) {
          sent = version
          yield { version }
          await delay(gatherMs, undefined, { signal }).catch(() => undefined)
        } else await new Promise<void>((resolve) => (wake = resolve))
      }
      return { version: sent }
    } finally {
      unsubscribe()
    }
  }

  return {
    watch(_, { signal }) {
      // A window is open and will soon need a background job.
      jobs.start()
      return watch(signal ? AbortSignal.any([signal, feed.ended]) : feed.ended)
    },
    since({ cursor, limit }) {
      const changes = withReports(db, listEvents(db, cursor, limit))
      return { changes, cursor: changes.at(-1)?.id ?? cursor, version: lastEventId(db) }
    },
    log: ({ studyId, before, here, limit }) =>
      listLog(db, { limit, here, ...(studyId !== undefined && { studyId }), ...(before !== undefined && { before }) }),
  }
}
