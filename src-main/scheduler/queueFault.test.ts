import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { verbatim } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { asLabError } from '#main/store/safety/storageErrors.ts'
import { QueueFault } from './queueFault.ts'
import { RoomWatch } from './roomWatch.ts'
import { recordedRuns, type RecordedRuns } from './testing/recordedRuns.ts'
import { temporaryFolders } from './testing/temporaryFolders.ts'

const newFolder = temporaryFolders()
let opened: RecordedRuns[] = []
afterEach(() => {
  for (const { store } of opened) store.close()
  opened = []
})
function lab(): RecordedRuns {
  const runs = recordedRuns(newFolder(), 1)
  opened.push(runs)
  return runs
}

/** Lets a database grow no more, or as it likes. */
function limit({ store: { db } }: RecordedRuns, isFull: boolean): void {
  const pages = isFull ? (db.pragma('page_count', { simple: true }) as number) : 1e9
  db.pragma(`max_page_count = ${pages}`)
}
/** Resolves when two watches, one after the other, have found room: what began before has looked by then. */
async function looked(): Promise<void> {
  const { db, folder } = lab().store
  for (let i = 0; i < 2; i++) await new Promise<void>((resolve) => new RoomWatch(0).begin(db, folder, resolve))
}
/** Resolves after so many turns of the event loop in which files are written. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await turn()
}

describe('A watch for room', () => {
  it('calls back once when folder and database have room, and leaves nothing behind', async () => {
    const runs = lab()
    const { db, folder } = runs.store
    let found = 0
    const watch = new RoomWatch(1)
    await new Promise<void>((resolve) =>
      watch.begin(db, folder, () => {
        found++
        resolve()
      }),
    )
    await turns(50)
    expect([found, existsSync(join(folder, 'room.part'))]).toEqual([1, false])
    expect(db.prepare(`SELECT * FROM settings WHERE name = 'room'`).all()).toEqual([])
  })

  it('keeps asking while the database is full', async () => {
    const runs = lab()
    const { db, folder } = runs.store
    limit(runs, true)
    let found = false
    const watch = new RoomWatch(0)
    const calledBack = new Promise<void>((resolve) =>
      watch.begin(db, folder, () => {
        found = true
        resolve()
      }),
    )
    await looked()
    expect(found).toBe(false)
    limit(runs, false)
    await calledBack
  })

  it('keeps asking while the folder is missing, and stops when it is ended', async () => {
    const runs = lab()
    let found = 0
    const watch = new RoomWatch(0)
    watch.begin(runs.store.db, join(runs.store.folder, 'gone'), () => found++)
    await turns(50)
    watch.end()
    const [first, second] = [new RoomWatch(0), new RoomWatch(0)]
    first.begin(runs.store.db, runs.store.folder, () => found++)
    first.end()
    await new Promise<void>((resolve) => second.begin(runs.store.db, runs.store.folder, resolve))
    expect(found).toBe(0)
  })
})

describe('The fault of a queue', () => {
  function faultOf(start: () => void) {
    const runs = lab()
    const options = {
      records: runs.records,
      explain: (error: unknown) => asLabError(error, '/lab'),
      roomCheckMs: 0,
      start,
    }
    return { of: new QueueFault(options) }
  }

  it('is a known storage error or an internal one', () => {
    const { of } = faultOf(() => undefined)
    expect(of.error).toBeUndefined()
    expect(of.note(Object.assign(new Error('no'), { code: 'ENOSPC' })).code).toBe('diskFull')
    const cause = new TypeError('x is undefined')
    expect(of.note(cause)).toMatchObject({
      code: 'internal',
      cause,
      message: expect.stringContaining(cause.message) as string,
    })
    expect(of.note('text').message).toContain('text')
    const own = new LabError('damaged', verbatim('damage'))
    expect([of.note(own), of.error]).toEqual([own, own])
    of.forget()
    expect(of.error).toBeUndefined()
  })

  it('restarts the queue once a full disk has room, until that works', async () => {
    let starts = 0
    await new Promise<void>((resolve) => {
      const { of } = faultOf(() => {
        if (++starts < 3) throw new RangeError('not yet')
        resolve()
      })
      of.waitForRoom()
      of.note(new LabError('damaged', verbatim('damage')))
      of.waitForRoom()
      of.note(new LabError('diskFull', verbatim('full')))
      of.waitForRoom()
    })
    expect(starts).toBe(3)
  })

  it('does not restart a queue that was stopped, or for another fault', async () => {
    let starts = 0
    const { of } = faultOf(() => starts++)
    of.note(new LabError('diskFull', verbatim('full')))
    of.waitForRoom()
    of.forget()
    of.note(new LabError('damaged', verbatim('damage')))
    of.waitForRoom()
    await looked()
    expect(starts).toBe(0)
  })
})
