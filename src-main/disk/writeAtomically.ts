import { closeSync, fsyncSync, lstatSync, openSync, renameSync, writeSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { basename, dirname } from 'node:path'
import { removeOwned } from './removeOwned.ts'

/** Thrown if something other than a file exists where one is to be written. */
export class NotAFileError extends Error {
  override name = 'NotAFileError'
  readonly code = 'ENOTFILE'
  readonly path: string
  constructor(path: string) {
    super(`${path} is no regular file (a link, a folder or a device): it is not replaced. Choose another name.`)
    this.path = path
  }
}

export interface AtomicWriter {
  write(bytes: Uint8Array): void
  /** Syncs and renames: the complete file replaces the previous one. */
  keep(): void
  /** Removes what was written, unless it was kept. */
  discard(): void
}

/**
 * A writer of the file `path` that uses a temporary name until the file is complete, so that no reader, crash or full
 * disk ever leaves a partial file. Replaces only a regular file; throws NotAFileError for anything else. `mode` of the
 * new file defaults to the system's.
 */
export function openAtomicWriter(path: string, { mode = 0o666 }: { mode?: number } = {}): AtomicWriter {
  requireFileOrNothing(path)
  const tempPath = temporaryPath(path)
  // Exclusive: only a file created here is removed or renamed below.
  let descriptor: number | undefined = openSync(tempPath, 'wx', mode)
  let exists = true
  const close = () => {
    if (descriptor !== undefined) closeSync(descriptor)
    descriptor = undefined
  }
  return {
    write(bytes) {
      for (let done = 0; done < bytes.length;) done += writeSync(descriptor!, bytes, done)
    },
    keep() {
      fsyncSync(descriptor!)
      close()
      requireFileOrNothing(path)
      renameSync(tempPath, path)
      exists = false
      syncFolder(dirname(path))
    },
    discard() {
      close()
      if (exists) removeOwned('aside', dirname(tempPath), basename(tempPath))
      exists = false
    },
  }
}

/** A unique temporary name beside `path`, containing the id of this process. */
export const temporaryPath = (path: string): string => `${path}.${process.pid}.${randomUUID()}`

/** Moves a complete file that another program wrote at `temporaryPath(path)` to `path`; see openAtomicWriter. */
export function adoptFile(aside: string, path: string): void {
  requireFileOrNothing(path)
  const file = openSync(aside, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(aside, path)
  syncFolder(dirname(path))
}

/**
 * Writes a file atomically: to a temporary name, synced, then renamed to `path`. On an error the previous file stays.
 */
export function writeWhole(
  path: string,
  parts: Uint8Array | string | readonly Uint8Array[],
  options?: { mode?: number },
): void {
  const writer = openAtomicWriter(path, options)
  try {
    for (const part of listOf(parts)) writer.write(part)
    writer.keep()
  } catch (error) {
    writer.discard()
    throw error
  }
}

function listOf(parts: Uint8Array | string | readonly Uint8Array[]): readonly Uint8Array[] {
  if (typeof parts === 'string') return [Buffer.from(parts)]
  return parts instanceof Uint8Array ? [parts] : parts
}

function requireFileOrNothing(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found && !found.isFile()) throw new NotAFileError(path)
}

/** Makes a rename durable; Windows neither needs nor allows it. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const file = openSync(folder, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
