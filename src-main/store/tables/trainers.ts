import type { Database } from 'better-sqlite3'

/** A trainer process, identified so that no later process is mistaken for it. */
export interface RecordedTrainer {
  pid: number
  /** In the system's notation; see scheduler/processes.ts. */
  startTime: string
}

/** Records a started trainer, so that a later lab can end it if this one dies. */
export function recordTrainer(db: Database, { pid, startTime }: RecordedTrainer): void {
  db.prepare('INSERT OR REPLACE INTO trainers (pid, startTime) VALUES (?, ?)').run(pid, startTime)
}

/** Trainers that were started and not known to have ended. */
export function listTrainers(db: Database): RecordedTrainer[] {
  return db.prepare<[], RecordedTrainer>('SELECT pid, startTime FROM trainers ORDER BY pid').all()
}

/** Forgets a trainer that has ended. */
export function forgetTrainer(db: Database, pid: number): void {
  db.prepare('DELETE FROM trainers WHERE pid = ?').run(pid)
}
