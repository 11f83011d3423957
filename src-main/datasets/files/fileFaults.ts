import { lstatSync, statSync, type Stats } from 'node:fs'
import { verbatim, sentence, SentenceError, type Sentence } from '#shared/sentences/sentence.ts'
import { DatasetError } from '../dataset.ts'

/** A fault of one file or folder. The message does not name the file; the reporter does. */
export class FileFault extends SentenceError {
  override name = 'FileFault'
}

/** Faults of a file or folder itself by system error code; they persist until someone fixes them. */
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
/** Faults of the machine, which say nothing about the file. */
const machineFaults: Readonly<Record<string, Sentence>> = {
  EMFILE: sentence('faultFilesOpen'),
  ENFILE: sentence('faultFilesOpen'),
  EIO: sentence('faultDisk'),
}

/**
 * Maps a file system error at `path` to a FileFault if the file itself is at fault, otherwise to a DatasetError.
 * Returns either unchanged.
 */
export function faultAt(path: string, error: unknown): FileFault | DatasetError {
  if (error instanceof FileFault || error instanceof DatasetError) return error
  const { code = '', message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' && isLink(path)) return new FileFault(sentence('faultLinkBroken'))
  const own = ownFaults[code]
  if (own) return new FileFault(own)
  return unusable(path, machineFaults[code] ?? sentence('faultSystem', { said: verbatim(code || message) }))
}

/** The DatasetError for an error at `path`, naming the path. */
export function datasetErrorAt(path: string, error: unknown): DatasetError {
  const fault = faultAt(path, error)
  return fault instanceof DatasetError ? fault : unusable(path, fault.sentence)
}

const unusable = (file: string, said: Sentence) => new DatasetError(sentence('datasetFileUnusable', { file, said }))

/** The stats of `path`, following links. Throws as faultAt. */
export function lookAt(path: string): Stats {
  try {
    return statSync(path)
  } catch (error) {
    throw faultAt(path, error)
  }
}

/** Whether the path exists, even as a broken link. */
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
