import type { Database } from 'better-sqlite3'

/** What may happen in a study. Stored: never renamed. */
export type EventKind =
  | 'studyCreated'
  | 'populationAdded'
  | 'note'
  | 'queued'
  | 'started'
  | 'epoch'
  | 'finished'
  | 'diverged'
  | 'crashed'
  | 'failed'
  | 'paused'
  | 'interrupted'
  | 'cancelled'
  | 'startedOver'
  | 'digestChanged'

/** One line of a study's log; its id is the cursor and the version of what clients see. */
export interface LabEvent {
  id: number
  studyId: number
  /** Null: about the study. */
  runId: number | null
  kind: EventKind
  data: Record<string, unknown>
  at: number
}

/** The id of a new event. */
export function insertEvent(db: Database, event: Omit<LabEvent, 'id'>): number {
  const { lastInsertRowid } = db
    .prepare('INSERT INTO events (studyId, runId, kind, data, at) VALUES (@studyId, @runId, @kind, @data, @at)')
    .run({ ...event, data: JSON.stringify(event.data) })
  return Number(lastInsertRowid)
}

/** At most `limit` events with an id above `cursor`, oldest first. */
export function listEvents(db: Database, cursor: number, limit: number): LabEvent[] {
  return db
    .prepare<[number, number], Omit<LabEvent, 'data'> & { data: string }>(
      'SELECT * FROM events WHERE id > ? ORDER BY id LIMIT ?',
    )
    .all(cursor, limit)
    .map((row) => ({ ...row, data: JSON.parse(row.data) as Record<string, unknown> }))
}

/** The id of the last event; 0: none. */
export function lastEventId(db: Database): number {
  return db.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM events').get()!.id ?? 0
}
