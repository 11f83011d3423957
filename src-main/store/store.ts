import type { Database } from 'better-sqlite3'
import type { Sentence } from '#shared/sentences/sentence.ts'
import type { Migration } from './migrate.ts'

/** An open store: the only writer of its folder. */
export interface Store {
  db: Database
  folder: string
  /** The file behind `db`: the lab's own or, where that is damaged, what could be read of it. */
  file: string
  /** Tells this lab from every other. */
  labId: string
  /** Whether the last owner died instead of closing. */
  afterUncleanExit: boolean
  /** What is wrong with the database; null: nothing that is known. With damage nothing can be written. */
  damage: Sentence | null
  /** What the user should know of the start, though nothing needs to be done. */
  notices: Sentence[]
  /** Whether all rows were looked at; of a large lab that is left to the background. */
  isChecked: boolean
  /** Brings the log into the database file, as far as nobody reads, and notes how far it is. */
  checkpoint: () => void
  /** Notes in the folder what is certainly on the disk. */
  mark: () => void
  /** Makes the store read-only from now on: what is stored, or where, is no more what it should be. */
  fail: (damage: Sentence) => void
  /**
   * Closes the store and puts the database `source` or, for null, what can be read of its own, in its place; what was
   * there is kept in a folder of the lab's, whose path this is; null: nothing was there.
   */
  replaceBy: (source: string | null) => string | null
  close: () => void
}

/** Where a store is, and how it was asked for. */
export interface StorePlace {
  /** The lab's folder, as an absolute path. */
  folder: string
  migrations: readonly Migration[]
  /** Milliseconds since 1970, for names. */
  now: () => number
  /** Lets others open the folder. */
  unlock: () => void
}
