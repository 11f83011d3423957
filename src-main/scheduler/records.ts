import type { Database } from 'better-sqlite3'

/** The lab's database and folder, and its clock in ms since the epoch. */
export interface Records {
  db: Database
  folder: string
  now: () => number
}
