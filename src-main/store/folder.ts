import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isOwnedFile, isOwnedFolder } from '#main/disk/owned.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from './labError.ts'
import { readMark } from './safety/mark.ts'
import { codeOf } from './safety/storageTrouble.ts'

const fileName = 'lab.sqlite'

/** The database of a lab's folder. */
export const databaseFile = (folder: string): string => join(folder, fileName)

/**
 * What may lie in a folder that still counts as empty: what systems and file managers put there, decoded images, and what
 * the desktop application keeps of its window.
 */
const unnoticed = new Set(['cache', 'window', '.DS_Store', 'Thumbs.db', 'desktop.ini', '.directory', 'lost+found'])

/**
 * What a folder is to a lab:
 * - 'lab': it holds a database;
 * - 'lost': a lab was there, its database is gone or empty, and what it spoke of is still there;
 * - 'empty': a lab may be made in it. It may not be there yet.
 * Throws LabError 'notALab' for a folder with files of somebody else's, unless `beside` them a lab is wanted and none has
 * a name that a lab gives.
 */
export function kindOfFolder(folder: string, { beside }: { beside: boolean }): 'lab' | 'lost' | 'empty' {
  if (bytesOf(databaseFile(folder)) > 0) return 'lab'
  const names = namesIn(folder)
  const wasLab = names.some((name) => ['lock.sqlite', 'lab.mark', fileName].includes(name))
  if (wasLab) return holdsWork(folder) ? 'lost' : 'empty'
  const other = names.find((name) => !unnoticed.has(name))
  if (other === undefined) return 'empty'
  const taken = namesTaken(folder)
  if (taken !== undefined) throw new LabError('notALab', sentence('labNamesTaken', { folder, name: taken }))
  if (beside) return 'empty'
  throw new LabError('notALab', sentence('folderOfOthers', { folder, name: other }))
}

/** A name below a folder that a lab gives to files of its own, and would take for such; undefined: none is taken. */
function namesTaken(folder: string): string | undefined {
  const below = (path: string) => namesIn(join(folder, path)).map((name) => `${path}/${name}`)
  return [
    ...below('weights').filter((path) => isOwnedFile('lab', path)),
    ...below('backups').filter((path) => isOwnedFile('lab', path)),
    ...below('cache').filter((path) => isOwnedFile('cache', path.slice('cache/'.length))),
    ...below('runs').flatMap((run) => below(run).filter((path) => isOwnedFolder('lab', path))),
  ][0]
}

/** Whether files that only a database with runs speaks of lie in the folder of a lab. */
export function holdsWork(folder: string): boolean {
  return (
    (readMark(folder)?.events ?? 0) > 0 ||
    namesIn(join(folder, 'weights')).some((name) => isOwnedFile('lab', `weights/${name}`)) ||
    namesIn(join(folder, 'runs')).some((name) => /^\d+$/.test(name)) ||
    namesIn(folder).some((name) => isOwnedFile('lab', name) && name.startsWith(`${fileName}.before-`)) ||
    namesIn(join(folder, 'backups')).some((name) => isOwnedFile('lab', `backups/${name}`))
  )
}

/**
 * Makes a folder for its user alone, and those above it, one by one: made recursively, Node never returns where a file
 * system refuses. One that is there stays as it is. Throws LabError.
 */
export function makeFolder(path: string, mode = 0o700): void {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory()) return
  if (found) throw new LabError('notALab', sentence('dataFolderIsFile', { folder: path }))
  const above = dirname(path)
  if (above !== path) makeFolder(above, 0o777)
  try {
    mkdirSync(path, { mode })
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return
    // A file system that is no disk says that there is no such folder instead of that none can be made.
    if (codeOf(error) === 'ENOENT')
      throw new LabError('readOnly', sentence('readOnly', { folder: path }), { cause: error })
    throw error
  }
}

function namesIn(folder: string): string[] {
  return existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder) : []
}

const bytesOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0
