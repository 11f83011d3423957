import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isOwnedFile, isOwnedFolder } from '#main/disk/owned.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from './labError.ts'
import { readMark } from './safety/mark.ts'
import { codeOf } from './safety/storageErrors.ts'

const fileName = 'lab.sqlite'

/** The database of a lab's folder. */
export const databaseFile = (folder: string): string => join(folder, fileName)

/**
 * Entries of a folder that still counts as empty: system and file manager files, decoded images, and the desktop
 * application's window data.
 */
const unnoticed = new Set(['cache', 'window', '.DS_Store', 'Thumbs.db', 'desktop.ini', '.directory', 'lost+found'])

/**
 * Classifies a folder:
 * - 'lab': it contains a database;
 * - 'lost': it was a lab whose database is missing or empty, but whose other files remain;
 * - 'empty': a lab may be created in it. It need not exist yet.
 * Throws LabError 'notALab' for a folder with someone else's files, unless a lab is wanted `beside` them and none has
 * one of a lab's file names.
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

/** The first name in a folder that a lab would use for its own files; undefined if there is none. */
function namesTaken(folder: string): string | undefined {
  const below = (path: string) => namesIn(join(folder, path)).map((name) => `${path}/${name}`)
  return [
    ...below('weights').filter((path) => isOwnedFile('lab', path)),
    ...below('backups').filter((path) => isOwnedFile('lab', path)),
    ...below('cache').filter((path) => isOwnedFile('cache', path.slice('cache/'.length))),
    ...below('runs').flatMap((run) => below(run).filter((path) => isOwnedFolder('lab', path))),
  ][0]
}

/** Whether the folder of a lab contains evidence of a database with runs. */
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
 * Creates a folder and its parents for its user only, one by one: Node's recursive creation never returns if a file
 * system refuses. An existing folder stays unchanged. Throws LabError.
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
    // A virtual file system reports that the folder does not exist rather than that it cannot be created.
    if (codeOf(error) === 'ENOENT')
      throw new LabError('readOnly', sentence('readOnly', { folder: path }), { cause: error })
    throw error
  }
}

function namesIn(folder: string): string[] {
  return existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder) : []
}

const bytesOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0
