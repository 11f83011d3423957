import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { LabError } from '#main/store/labError.ts'
import { asLabError } from '#main/store/storageTrouble.ts'

/** Where decoded images of a study are kept. */
export const cacheFolder = (folder: string): string => join(folder, 'cache')

/** What may lie in a folder that still counts as empty. */
const ignored = new Set(['cache', '.DS_Store', 'Thumbs.db'])

/**
 * The absolute path of a study's folder, made if it is not there and found to be writable. Throws LabError: something
 * else lies in it, there is nothing to resume, it cannot be written.
 */
export function prepareStudyFolder(folder: string, resume: boolean): string {
  const path = resolve(folder)
  const holdsLab = existsSync(join(path, 'lab.sqlite'))
  if (resume && !holdsLab)
    throw new LabError('notFound', `There is no study in ${path} to resume. Start it without --resume.`)
  try {
    makeFolder(path)
    const others = readdirSync(path).filter((name) => !ignored.has(name))
    if (!resume && holdsLab)
      throw new LabError(
        'invalid',
        `${path} holds a study already. Go on with it by --resume or choose another folder.`,
      )
    if (!resume && others.length > 0)
      throw new LabError('invalid', `${path} is not empty (it holds ${others[0]!}). Choose an empty or new folder.`)
    const probe = join(path, '.writable')
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' || code === 'ENOTDIR')
      throw new LabError('invalid', `${path} is no folder, nor can it be one. Choose another folder.`, { cause: error })
    // A file system that is no disk says that there is no such folder instead of that none can be made.
    if (code === 'ENOENT')
      throw new LabError('readOnly', `Cannot write to ${path}. Choose another folder.`, { cause: error })
    throw asLabError(error, path)
  }
  return path
}

/**
 * Makes a folder, its user's alone, and those above it, one by one: made recursively, Node never returns where a file
 * system refuses.
 */
function makeFolder(path: string, mode = 0o700): void {
  if (existsSync(path)) return
  makeFolder(dirname(path), 0o777)
  mkdirSync(path, { mode })
}
