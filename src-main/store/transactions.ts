import type { Database } from 'better-sqlite3'

/** Runs `write` in one transaction that is on disk, not just in the cache, when this returns; returns its result. */
export function durably<T>(db: Database, write: () => T): T {
  return db.transaction(write)()
}

/**
 * As durably, for data that may be lost in a power failure because resuming the run recreates it. Synced with the next
 * commit.
 */
export function loosely<T>(db: Database, write: () => T): T {
  db.pragma('synchronous = NORMAL')
  try {
    return db.transaction(write)()
  } finally {
    db.pragma('synchronous = FULL')
  }
}
