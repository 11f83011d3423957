import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import { writeInPlace } from '#main/disk/writeInPlace.ts'

/** What a lab's folder remembers about its database, to detect an older, empty or foreign one in its place. */
export interface Mark {
  labId: string
  /** Id of the last event certainly on disk. */
  events: number
}

const fileName = 'lab.mark'
const length = 128

/** The mark in a folder; undefined if missing or unreadable. */
export function readMark(folder: string): Mark | undefined {
  try {
    const [text = '', sum] = readFileSync(join(folder, fileName), 'utf8').trimEnd().split('\n')
    if (Number(sum) !== crc32(text)) return undefined
    const { labId, events } = JSON.parse(text) as Mark
    return { labId, events }
  } catch {
    return undefined
  }
}

/** Writes the mark with constant length, so that a full disk cannot prevent updates. */
export function writeMark(folder: string, { labId, events }: Mark): void {
  const text = JSON.stringify({ labId, events })
  writeInPlace(join(folder, fileName), `${text}\n${crc32(text)}`.padEnd(length - 1) + '\n')
}

/**
 * The last event that was certainly synced with everything before it. Epoch events alone are not synced (see loosely),
 * but are with the next commit.
 */
export function syncedEvent(db: Database): number {
  const last = db
    .prepare<[], { id: number }>(`SELECT id FROM events WHERE kind <> 'epoch' ORDER BY id DESC LIMIT 1`)
    .get()
  return last?.id ?? 0
}
