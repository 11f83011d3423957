import type { Database } from 'better-sqlite3'

/** The lab's database, folder and clock (milliseconds since the epoch). */
export interface Records {
  db: Database
  folder: string
  now: () => number
}
