import Database from 'better-sqlite3'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { removeOwned } from '#main/disk/removeOwned.ts'
import { writeInPlace } from '#main/disk/writeInPlace.ts'
import { meansDamage } from './safety/damage.ts'
import { codeOf } from './safety/storageTrouble.ts'
import { LabError } from './labError.ts'

const ownerName = 'lab.pid'

/**
 * A function that gives the folder back, after this process has become its one writer. Throws LabError 'inUse' while
 * another lab holds it. The lock is SQLite's on a file of its own: the system drops it when the process dies, however
 * that happens, so a lock is never stale and readers of the database itself are not kept out.
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
    // Another lab may stand under the path by now.
    if (ownerOf(owner) === `${process.pid}`) removeOwned('lab', folder, ownerName)
    lock.close()
  }
}

/** Who is in the way: a lab of this computer or, where none lives that is named, another's, or a disk without locks. */
function inUse(folder: string, owner: string): Sentence {
  const process = ownerOf(owner)
  const isHere = process !== undefined && isRunning(Number(process))
  return isHere ? sentence('folderInUseBy', { folder, process }) : sentence('folderInUse', { folder })
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Another user's.
    return codeOf(error) === 'EPERM'
  }
}

/** The process that a lock names. */
function ownerOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined
  }
}
