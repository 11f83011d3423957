import type { Database } from 'better-sqlite3'

/** Marks files and folders, by their paths in the lab's folder, that no row refers to once this is committed. */
export function release(db: Database, paths: readonly string[]): void {
  const put = db.prepare('INSERT OR IGNORE INTO released (path) VALUES (?)')
  for (const path of paths) put.run(path)
}

/** Released paths not yet known to be gone. */
export function listReleased(db: Database): string[] {
  return db
    .prepare<[], { path: string }>('SELECT path FROM released')
    .all()
    .map(({ path }) => path)
}

/** Forgets a path that is gone, or is in use again. */
export function forgetReleased(db: Database, path: string): void {
  db.prepare('DELETE FROM released WHERE path = ?').run(path)
}
