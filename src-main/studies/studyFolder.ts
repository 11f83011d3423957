import { join, resolve } from 'node:path'
import { removeOwned } from '#main/disk/removeOwned.ts'
import { writeInPlace } from '#main/disk/writeInPlace.ts'
import { kindOfFolder, makeFolder } from '#main/store/folder.ts'
import { LabError } from '#main/store/labError.ts'
import { asLabError } from '#main/store/storageTrouble.ts'

/** Where decoded images of a study are kept. */
export const cacheFolder = (folder: string): string => join(folder, 'cache')

const probe = '.writable'

/**
 * The absolute path of a study's folder, made if it is not there and found to be writable. Throws LabError: something
 * else lies in it, there is nothing to resume, it cannot be written.
 */
export function prepareStudyFolder(folder: string, resume: boolean): string {
  const path = resolve(folder)
  try {
    const holdsLab = kindOfFolder(path, { beside: resume }) !== 'empty'
    if (resume && !holdsLab)
      throw new LabError('notFound', `There is no study in ${path} to resume. Start it without --resume.`)
    if (!resume && holdsLab)
      throw new LabError(
        'invalid',
        `${path} holds a study already. Go on with it by --resume or choose another folder.`,
      )
    makeFolder(path)
    writeInPlace(join(path, probe), '')
    removeOwned('lab', path, probe)
  } catch (error) {
    throw asLabError(error, path)
  }
  return path
}
