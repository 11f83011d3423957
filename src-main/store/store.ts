import type { Database } from 'better-sqlite3'
import type { Sentence } from '#shared/sentences/sentence.ts'
import type { Migration } from './migrate.ts'

/** An open store: the only writer of its folder. */
export interface Store {
  db: Database
  folder: string
  /** The file behind `db`: the lab's own or, if that is damaged, the salvaged copy. */
  file: string
  /** Unique id of this lab. */
  labId: string
  /** Whether the last owner died instead of closing. */
  afterUncleanExit: boolean
  /** What is wrong with the database; null if nothing is known. A damaged store is read-only. */
  damage: Sentence | null
  /** Notices about the start that need no action. */
  notices: Sentence[]
  /** Whether all rows were checked; for a large lab this happens in the background. */
  isChecked: boolean
  /** Moves the log into the database file, as far as readers allow, and updates the mark. */
  checkpoint: () => void
  /** Updates the folder's mark with what is certainly on disk. */
  mark: () => void
  /** Makes the store read-only from now on, because stored data or its place is no longer as it should be. */
  fail: (damage: Sentence) => void
  /**
   * Closes the store and replaces its database by `source` or, for null, by what can be read of its own. Returns the
   * path of the folder with the previous files; null if there were none.
   */
  replaceBy: (source: string | null) => string | null
  close: () => void
}

/** Where a store is, and how to open it. */
export interface StorePlace {
  /** Absolute path of the lab's folder. */
  folder: string
  migrations: readonly Migration[]
  /** Milliseconds since 1970, for file names. */
  now: () => number
  /** Releases the folder's lock. */
  unlock: () => void
}
