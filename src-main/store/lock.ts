import Database from 'better-sqlite3'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { removeOwned } from '#main/disk/removeOwned.ts'
import { writeInPlace } from '#main/disk/writeInPlace.ts'
import { meansDamage } from './safety/damage.ts'
import { codeOf } from './safety/storageErrors.ts'
import { LabError } from './labError.ts'

const ownerName = 'lab.pid'

/**
 * Makes this process the only writer of a folder and returns a function that releases it. Throws LabError 'inUse' while
 * another lab holds it. The lock is SQLite's on a separate file: the system releases it whenever the process dies, so
 * it is never stale, and readers of the database are not blocked.
 */
export function lockFolder(folder: string): () => void {
  const owner = join(folder, ownerName)
  const lock = new Database(join(folder, 'lock.sqlite'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    writeInPlace(owner, `${process.pid}\n`.padEnd(16))
  } catch (error) {
    lock.close()
    if (meansDamage(error))
      throw new LabError('notALab', sentence('lockForeign', { file: lock.name }), { cause: error })
    if (codeOf(error) !== 'SQLITE_BUSY') throw error
    throw new LabError('inUse', inUse(folder, owner), { cause: error })
  }
  return () => {
    // Another lab may be at the path by now.
    if (ownerOf(owner) === `${process.pid}`) removeOwned('lab', folder, ownerName)
    lock.close()
  }
}

/**
 * Who holds the lock: a lab on this computer or, if the named process does not exist, one elsewhere or a disk without
 * locks.
 */
function inUse(folder: string, owner: string): Sentence {
  const process = ownerOf(owner)
  const isHere = process !== undefined && isRunning(Number(process))
  return isHere ? sentence('folderInUseBy', { folder, process }) : sentence('folderInUse', { folder })
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Another user's process.
    return codeOf(error) === 'EPERM'
  }
}

/** The process named in a lock's owner file. */
function ownerOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined
  }
}
