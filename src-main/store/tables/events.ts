import type { Database } from 'better-sqlite3'

/** What may happen to a study, to a run or to the lab. Stored: never renamed. */
export const eventKinds = [
  'studyCreated',
  'studyImported',
  'studyRenamed',
  'studyTrashed',
  'studyRestored',
  'studyRemoved',
  'spaceAdded',
  'spaceChanged',
  'spaceDecided',
  'spaceTrashed',
  'spaceRestored',
  'populationAdded',
  'populationGrown',
  'populationShrunk',
  'populationRenamed',
  'populationTrashed',
  'populationRestored',
  'refinementBegun',
  'refinementStep',
  'refinementDecided',
  'refinementRemoved',
  'reportAdded',
  'reportChanged',
  'reportTrashed',
  'reportRestored',
  'datasetAdded',
  'datasetRenamed',
  'datasetTrashed',
  'datasetRestored',
  'settingsChanged',
  'filesMoved',
  'labRestored',
  'note',
  'queued',
  'started',
  'epoch',
  'finished',
  'diverged',
  'crashed',
  'failed',
  'paused',
  'interrupted',
  'cancelled',
  'startedOver',
  'digestChanged',
  'reordered',
  'prioritised',
  'tagged',
  'annotated',
  'excluded',
  'included',
  'pinned',
] as const
export type EventKind = (typeof eventKinds)[number]

/** The study that events about the lab itself carry. */
export const theLab = 0

/** One line of the log; its id is the cursor and the version of what clients see. */
export interface LabEvent {
  id: number
  /** 0: about the lab. */
  studyId: number
  /** Null: about the study. */
  runId: number | null
  kind: EventKind
  data: Record<string, unknown>
  at: number
}

type Row = Omit<LabEvent, 'data'> & { data: string }
const read = (row: Row): LabEvent => ({ ...row, data: JSON.parse(row.data) as Record<string, unknown> })

/** The id of a new event. */
export function insertEvent(db: Database, event: Omit<LabEvent, 'id'>): number {
  const { lastInsertRowid } = db
    .prepare('INSERT INTO events (studyId, runId, kind, data, at) VALUES (@studyId, @runId, @kind, @data, @at)')
    .run({ ...event, data: JSON.stringify(event.data) })
  return Number(lastInsertRowid)
}

/** Writes one line about each of the runs into the log of its study. */
export function insertRunEvents(
  db: Database,
  runIds: readonly number[],
  { kind, data = {}, at }: { kind: EventKind; data?: Record<string, unknown>; at: number },
): void {
  db.prepare(
    `INSERT INTO events (studyId, runId, kind, data, at)
     SELECT populations.studyId, runs.id, ?, ?, ? FROM json_each(?) AS listed
       JOIN runs ON runs.id = listed.value JOIN populations ON populations.id = runs.populationId ORDER BY listed.key`,
  ).run(kind, JSON.stringify(data), at, JSON.stringify(runIds))
}

/** At most `limit` events with an id above `cursor`, oldest first. */
export function listEvents(db: Database, cursor: number, limit: number): LabEvent[] {
  return db
    .prepare<[number, number], Row>('SELECT * FROM events WHERE id > ? ORDER BY id LIMIT ?')
    .all(cursor, limit)
    .map(read)
}

/** That the event happened in this lab: not one that came with the file of its study. */
const happenedHere = `NOT EXISTS (SELECT 1 FROM events AS arrival
  WHERE arrival.studyId = events.studyId AND arrival.id > events.id AND arrival.kind = 'studyImported')`

/**
 * The last `limit` events before id `before`, newest first, without epochs; of one study or of all, and with `here`
 * those alone that happened in this lab.
 */
export function listLog(
  db: Database,
  { studyId, before = Number.MAX_SAFE_INTEGER, here = false, limit }: LogRequest,
): LabEvent[] {
  const ofStudy = studyId === undefined ? 'TRUE' : 'studyId = ?'
  return db
    .prepare<unknown[], Row>(
      `SELECT * FROM events WHERE ${ofStudy} AND id < ? AND kind <> 'epoch' AND ${here ? happenedHere : 'TRUE'}
       ORDER BY id DESC LIMIT ?`,
    )
    .all(...(studyId === undefined ? [] : [studyId]), before, limit)
    .map(read)
}

interface LogRequest {
  studyId?: number
  before?: number
  here?: boolean
  limit: number
}

/** The events of a study but for its epochs, oldest first. */
export function listStudyLog(db: Database, studyId: number): LabEvent[] {
  return db
    .prepare<[number], Row>(`SELECT * FROM events WHERE studyId = ? AND kind <> 'epoch' ORDER BY id`)
    .all(studyId)
    .map(read)
}

/** The id of the last event, even if it is gone with its study; 0: there was none. */
export function lastEventId(db: Database): number {
  return db.prepare<[], { seq: number }>(`SELECT seq FROM sqlite_sequence WHERE name = 'events'`).get()?.seq ?? 0
}

/** Time of the last event of each study, by study id. */
export function lastEventTimes(db: Database): Map<number, number> {
  const rows = db
    .prepare<[], { id: number; at: number | null }>(
      `SELECT id, (SELECT at FROM events WHERE studyId = studies.id ORDER BY events.id DESC LIMIT 1) AS at FROM studies`,
    )
    .all()
  return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, at]])))
}

/** Removes the log of a study. */
export function deleteEvents(db: Database, studyId: number): void {
  db.prepare('DELETE FROM events WHERE studyId = ?').run(studyId)
}
