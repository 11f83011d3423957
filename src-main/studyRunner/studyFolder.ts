import { join, resolve } from 'node:path'
import { kindOfFolder } from '#main/store/folder.ts'
import { LabError } from '#main/store/labError.ts'
import { asLabError } from '#main/store/safety/storageErrors.ts'

/** Cache folder of a study's decoded images. */
export const cacheFolder = (folder: string): string => join(folder, 'cache')

interface Wish {
  /** Whether a lab must already exist. */
  resume: boolean
  /** Whether a lab may be created beside others' files. */
  beside: boolean
}

/**
 * The absolute path of the folder of a study or run, which is created with its lab. Throws LabError if it contains
 * something else or there is nothing to resume.
 */
export function studyFolder(folder: string, { resume, beside }: Wish): { path: string; holdsLab: boolean } {
  const path = resolve(folder)
  try {
    const holdsLab = kindOfFolder(path, { beside: resume || beside }) !== 'empty'
    if (resume && !holdsLab)
      throw new LabError('notFound', `There is no study in ${path} to resume. Start it without --resume.`)
    return { path, holdsLab }
  } catch (error) {
    throw asLabError(error, path)
  }
}
