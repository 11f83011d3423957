import type { Database } from 'better-sqlite3'
import type { Change } from '#shared/contract/changes.ts'
import {
  readEventData,
  type EventData,
  type EventKind,
  type EventSubject,
  type KindAbout,
} from '#shared/contract/events.ts'

/** The study id of events about the lab itself. */
const theLab = 0

type OneOf<Kinds extends EventKind, About> = {
  [K in Kinds]: About & {
    readonly kind: K
    readonly at: number
  } & (string extends keyof EventData<K> ? { readonly data?: EventData<K> } : { readonly data: EventData<K> })
}[Kinds]

type OfLab = 'lab' | 'dataset'

/** A new event: about runs (logged once for each, in the logs of their studies), the lab, or a study. */
export type NewEvent =
  | OneOf<KindAbout<'run'>, { readonly runIds: readonly number[] }>
  | OneOf<KindAbout<OfLab>, object>
  | OneOf<KindAbout<Exclude<EventSubject, OfLab | 'run'>>, { readonly studyId: number }>

/** An event as stored, with `data` as written by any version. */
export interface StoredEvent {
  studyId: number
  runId: number | null
  kind: EventKind
  data: Record<string, unknown>
  at: number
}

type Row = Omit<StoredEvent, 'data'> & { id: number; data: string }
const parsed = ({ data, ...row }: Row) => ({ ...row, data: JSON.parse(data) as Record<string, unknown> })

function read(row: Row): Change {
  const { kind, data, ...event } = parsed(row)
  return { ...event, kind, data: readEventData(kind, data) } as Change
}

/** Logs a new event. */
export function insertEvent(db: Database, event: NewEvent): void {
  const { kind, data = {}, at } = event
  if ('runIds' in event) {
    db.prepare(
      `INSERT INTO events (studyId, runId, kind, data, at)
       SELECT populations.studyId, runs.id, ?, ?, ? FROM json_each(?) AS listed
         JOIN runs ON runs.id = listed.value JOIN populations ON populations.id = runs.populationId ORDER BY listed.key`,
    ).run(kind, JSON.stringify(data), at, JSON.stringify(event.runIds))
  } else insertStoredEvent(db, { studyId: 'studyId' in event ? event.studyId : theLab, runId: null, kind, data, at })
}

/** Logs an event from elsewhere as it was stored there. */
export function insertStoredEvent(db: Database, event: StoredEvent): void {
  db.prepare('INSERT INTO events (studyId, runId, kind, data, at) VALUES (@studyId, @runId, @kind, @data, @at)').run({
    ...event,
    data: JSON.stringify(event.data),
  })
}

/** When the last event of a kind about the lab happened; undefined if never. */
export function lastOfLab(db: Database, kind: KindAbout<OfLab>): number | undefined {
  return db
    .prepare<[number, EventKind], { at: number }>(
      'SELECT at FROM events WHERE studyId = ? AND kind = ? ORDER BY id DESC LIMIT 1',
    )
    .get(theLab, kind)?.at
}

/** At most `limit` events with an id above `cursor`, oldest first. */
export function listEvents(db: Database, cursor: number, limit: number): Change[] {
  return db
    .prepare<[number, number], Row>('SELECT * FROM events WHERE id > ? ORDER BY id LIMIT ?')
    .all(cursor, limit)
    .map(read)
}

/** SQL condition that the event happened in this lab rather than before its study was imported. */
const happenedHere = `NOT EXISTS (SELECT 1 FROM events AS arrival
  WHERE arrival.studyId = events.studyId AND arrival.id > events.id AND arrival.kind = 'studyImported')`

/**
 * The last `limit` events before id `before`, newest first, without epochs; of one study or all. With `here`, only
 * those that happened in this lab.
 */
export function listLog(
  db: Database,
  { studyId, before = Number.MAX_SAFE_INTEGER, here = false, limit }: LogRequest,
): Change[] {
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

const ofStudyLog = `SELECT * FROM events WHERE studyId = ? AND kind <> 'epoch' ORDER BY id`

/** The events of a study except for epochs, oldest first. */
export function listStudyLog(db: Database, studyId: number): Change[] {
  return db.prepare<[number], Row>(ofStudyLog).all(studyId).map(read)
}

/** The events of a study as stored. */
export function listStoredLog(db: Database, studyId: number): StoredEvent[] {
  return db.prepare<[number], Row>(ofStudyLog).all(studyId).map(parsed)
}

/** The id of the last event, even if deleted with its study; 0 if there was none. */
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
