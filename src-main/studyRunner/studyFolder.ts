import { join, resolve } from 'node:path'
import { kindOfFolder } from '#main/store/folder.ts'
import { LabError } from '#main/store/labError.ts'
import { asLabError } from '#main/store/safety/storageTrouble.ts'

/** Where decoded images of a study are kept. */
export const cacheFolder = (folder: string): string => join(folder, 'cache')

interface Wish {
  /** Whether a lab must be there already. */
  resume: boolean
  /** Whether one may be made beside files of others. */
  beside: boolean
}

/**
 * The absolute path of the folder of a study or a run, which is made with its lab. Throws LabError: something else lies in it,
 * there is nothing to resume.
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
