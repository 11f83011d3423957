import { closeSync, constants, fstatSync, opendirSync, openSync, readSync, statSync, type Stats } from 'node:fs'
import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError } from '../dataset.ts'
import { datasetErrorAt, FileFault, isThere, lookAt } from './fileFaults.ts'

/** Throws DatasetError unless `folder` is a readable folder. */
export function requireFolder(folder: string): void {
  if (!isThere(folder)) throw new DatasetError(sentence('datasetFolderAbsent', { folder }))
  try {
    if (!lookAt(folder).isDirectory()) throw new DatasetError(sentence('datasetFolderIsFile', { folder }))
    requireListable(folder)
  } catch (error) {
    throw datasetErrorAt(folder, error)
  }
}

/** Throws unless the names in a folder, and what they refer to, can be read. */
export function requireListable(folder: string): void {
  opendirSync(folder).closeSync()
  statSync(`${folder}/.`)
}

/** Throws FileFault unless it is a regular file: reading other kinds may block forever or have side effects. */
export function requireRegular(stats: Stats): void {
  if (!stats.isFile()) throw new FileFault(sentence('faultNoFile'))
}

/** Throws FileFault for a file of more than `most` bytes. */
export function requireFileSize(bytes: number, most: number): void {
  const mb = (count: number) => Math.ceil(count / 2 ** 20)
  if (bytes > most) throw new FileFault(sentence('imageTooLarge', { mb: mb(bytes), most: mb(most) }))
}

/** Opens for reading without blocking, as opening a pipe would. Windows has no such flag. */
export const readFlags = constants.O_RDONLY | ((constants as Partial<typeof constants>).O_NONBLOCK ?? 0)

/** A file opened for reading. */
export interface OpenFile {
  readonly file: string
  readonly bytes: number
  /** Fills `into` from `position` on and returns the number of bytes read. */
  readonly read: (into: Uint8Array, position: number) => number
  readonly close: () => void
}

/** Opens a regular file only. Throws a DatasetError that names it. */
export function openRegular(file: string): OpenFile {
  try {
    requireRegular(lookAt(file))
    const descriptor = openSync(file, readFlags)
    try {
      // It may have been replaced since.
      const stats = fstatSync(descriptor)
      requireRegular(stats)
      return {
        file,
        bytes: stats.size,
        read: (into, position) => readFully(file, descriptor, into, position),
        close: () => closeSync(descriptor),
      }
    } catch (error) {
      closeSync(descriptor)
      throw error
    }
  } catch (error) {
    throw datasetErrorAt(file, error)
  }
}

/** Opens a file for the duration of `use` and returns its result. */
export function withRegular<T>(file: string, use: (opened: OpenFile) => T): T {
  const opened = openRegular(file)
  try {
    return use(opened)
  } finally {
    opened.close()
  }
}

/** The bytes of a file of at most `most` bytes. Throws DatasetError beyond. */
export function readRegular(file: string, most: number): Buffer {
  return withRegular(file, ({ bytes, read }) => {
    if (bytes > most) throw new DatasetError(sentence('datasetFileTooLarge', { file, bytes, most }))
    const whole = Buffer.alloc(bytes)
    return whole.subarray(0, read(whole, 0))
  })
}

function readFully(file: string, descriptor: number, into: Uint8Array, position: number): number {
  try {
    for (let done = 0; ;) {
      // Linux reads at most 2 GiB at once.
      const read = readSync(descriptor, into, done, Math.min(into.length - done, 2 ** 30), position + done)
      done += read
      if (read === 0 || done === into.length) return done
    }
  } catch (error) {
    throw datasetErrorAt(file, error)
  }
}
