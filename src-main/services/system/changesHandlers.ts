import { setTimeout as delay } from 'node:timers/promises'
import { lastEventId, listEvents, listLog } from '#main/store/tables/events.ts'
import type { Handlers } from '../handlers.ts'
import type { LabContext } from '../labContext.ts'

/** Changes within this time are told together. */
const gatherMs = 50

/** What has changed, and the log. */
export function changesHandlers({ db, feed, jobs }: LabContext): Handlers<'changes'> {
  async function* watch(signal: AbortSignal): AsyncGenerator<{ version: number }, { version: number }> {
    let told = -1
    let wake: () => void = () => undefined
    const unsubscribe = feed.subscribe(() => wake())
    signal.addEventListener('abort', () => wake())
    try {
      while (!signal.aborted) {
        const version = lastEventId(db)
        if (version !== told) {
          told = version
          yield { version }
          await delay(gatherMs, undefined, { signal }).catch(() => undefined)
        } else await new Promise<void>((resolve) => (wake = resolve))
      }
      return { version: told }
    } finally {
      unsubscribe()
    }
  }

  return {
    watch(_, { signal }) {
      // A window is open, which will soon ask for something that is done there.
      jobs.start()
      return watch(signal ? AbortSignal.any([signal, feed.ended]) : feed.ended)
    },
    since({ cursor, limit }) {
      const changes = listEvents(db, cursor, limit)
      return { changes, cursor: changes.at(-1)?.id ?? cursor, version: lastEventId(db) }
    },
    log: ({ studyId, before, here, limit }) =>
      listLog(db, { limit, here, ...(studyId !== undefined && { studyId }), ...(before !== undefined && { before }) }),
  }
}
