import type { Database } from 'better-sqlite3'

/** What `write` returns, run in one transaction that is on the disk, not only in its cache, when this returns. */
export function durably<T>(db: Database, write: () => T): T {
  return db.transaction(write)()
}

/**
 * The same of what may be lost with the power: it comes again with a run that goes on. It is synced with whatever is
 * committed next.
 */
export function loosely<T>(db: Database, write: () => T): T {
  db.pragma('synchronous = NORMAL')
  try {
    return db.transaction(write)()
  } finally {
    db.pragma('synchronous = FULL')
  }
}
