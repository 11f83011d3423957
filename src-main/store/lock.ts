import Database from 'better-sqlite3'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { codeOf } from './storageTrouble.ts'
import { LabError } from './labError.ts'

/**
 * A function that gives the folder back, after this process has become its one writer. Throws LabError 'inUse' while
 * another lab holds it. The lock is SQLite's on a file of its own: the system drops it when the process dies, however
 * that happens, so a lock is never stale and readers of the database itself are not kept out.
 */
export function lockFolder(folder: string): () => void {
  const owner = join(folder, 'lab.pid')
  const lock = new Database(join(folder, 'lock.sqlite'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    writeFileSync(owner, `${process.pid}\n`)
  } catch (error) {
    lock.close()
    if (codeOf(error) !== 'SQLITE_BUSY') throw error
    throw new LabError('inUse', inUse(folder, owner), { cause: error })
  }
  return () => {
    rmSync(owner, { force: true })
    lock.close()
  }
}

function inUse(folder: string, owner: string): Sentence {
  try {
    return sentence('folderInUseBy', { folder, process: readFileSync(owner, 'utf8').trim() })
  } catch {
    return sentence('folderInUse', { folder })
  }
}
