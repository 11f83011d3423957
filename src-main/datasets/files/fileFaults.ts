import { lstatSync, statSync, type Stats } from 'node:fs'
import { asWritten, sentence, SentenceError, type Sentence } from '#shared/sentences/sentence.ts'
import { DatasetError } from '../dataset.ts'

/** One file or folder cannot be used, by a fault of its own. The sentence does not name it: whoever tells it does. */
export class FileFault extends SentenceError {
  override name = 'FileFault'
}

/** Faults of a file or folder itself, by the system's code: they stay until somebody mends it. */
const ownFaults: Readonly<Record<string, Sentence>> = {
  EACCES: sentence('faultForbidden'),
  EPERM: sentence('faultForbidden'),
  ENOENT: sentence('faultGone'),
  ELOOP: sentence('faultLinkCircular'),
  ENAMETOOLONG: sentence('faultNameTooLong'),
  ENOTDIR: sentence('faultNotFolder'),
  EISDIR: sentence('faultNoFile'),
  ENXIO: sentence('faultNoFile'),
}
/** Trouble of the machine, which says nothing of the file. */
const machineFaults: Readonly<Record<string, Sentence>> = {
  EMFILE: sentence('faultFilesOpen'),
  ENFILE: sentence('faultFilesOpen'),
  EIO: sentence('faultDisk'),
}

/**
 * What to throw for an error of the file system at `path`: a FileFault where the file itself is at fault, otherwise a
 * DatasetError. One of the two is given back as it is.
 */
export function faultAt(path: string, error: unknown): FileFault | DatasetError {
  if (error instanceof FileFault || error instanceof DatasetError) return error
  const { code = '', message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' && isLink(path)) return new FileFault(sentence('faultLinkBroken'))
  const own = ownFaults[code]
  if (own) return new FileFault(own)
  return unusable(path, machineFaults[code] ?? sentence('faultSystem', { said: asWritten(code || message) }))
}

/** The DatasetError for an error at `path`, which it names. */
export function datasetErrorAt(path: string, error: unknown): DatasetError {
  const fault = faultAt(path, error)
  return fault instanceof DatasetError ? fault : unusable(path, fault.sentence)
}

const unusable = (file: string, said: Sentence) => new DatasetError(sentence('datasetFileUnusable', { file, said }))

/** What `path` is, through links. Throws as faultAt says. */
export function lookAt(path: string): Stats {
  try {
    return statSync(path)
  } catch (error) {
    throw faultAt(path, error)
  }
}

/** Whether something has that name, be it a link to nothing. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch (error) {
    throw datasetErrorAt(path, error)
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink()
  } catch {
    return false
  }
}
