import type { Database } from 'better-sqlite3'
import { randomBytes } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { removeOwned } from '#main/disk/removeOwned.ts'

/** Room required before runs continue; with less the disk would be full again at once. */
const fileBytes = 16 * 2 ** 20
const databaseBytes = 2 ** 20
const partName = 'room.part'

/** Whether the lab's folder and its database accept some more megabytes. */
async function hasRoom(db: Database, folder: string): Promise<boolean> {
  const path = join(folder, partName)
  try {
    const file = await open(path, 'w')
    try {
      // Random data, so that no file system compresses it.
      await file.writeFile(randomBytes(fileBytes))
      await file.sync()
    } finally {
      await file.close()
    }
    return databaseHasRoom(db)
  } catch {
    return false
  } finally {
    removeOwned('lab', folder, partName)
  }
}

class RolledBack extends Error {}

function databaseHasRoom(db: Database): boolean {
  try {
    db.transaction(() => {
      db.prepare('INSERT INTO settings (name, value) VALUES (?, ?)').run('room', 'x'.repeat(databaseBytes))
      throw new RolledBack()
    })()
  } catch (error) {
    return error instanceof RolledBack
  }
  return true
}

/** Checks periodically whether a full disk has room, and calls back once when it does. */
export class RoomWatch {
  readonly #everyMs: number
  #timer: NodeJS.Timeout | undefined

  constructor(everyMs: number) {
    this.#everyMs = everyMs
  }

  begin(db: Database, folder: string, found: () => void): void {
    this.end()
    const timer = setTimeout(() => {
      void hasRoom(db, folder).then((room) => {
        if (this.#timer !== timer) return
        if (room) found()
        else this.begin(db, folder, found)
      })
    }, this.#everyMs).unref()
    this.#timer = timer
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
