import { closeSync, fsyncSync, lstatSync, openSync, renameSync, writeSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { basename, dirname } from 'node:path'
import { removeOwned } from './removeOwned.ts'

/** Raised where something that is no file stands where one is to be written. */
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
  /** Syncs and renames: the file appears whole, in place of what was there. */
  keep(): void
  /** Removes what was written, unless it was kept. */
  discard(): void
}

/**
 * A writer of the file `path` under a name of its own until it is whole, so that neither a reader nor a crash nor a full
 * disk ever leaves half of it. Only a regular file is replaced; throws NotAFileError for anything else. `mode`: of the
 * new file (default: what the system gives).
 */
export function openAtomicWriter(path: string, { mode = 0o666 }: { mode?: number } = {}): AtomicWriter {
  requireFileOrNothing(path)
  const aside = temporaryPath(path)
  // Exclusive: what is removed or renamed below was made here.
  let descriptor: number | undefined = openSync(aside, 'wx', mode)
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
      renameSync(aside, path)
      exists = false
      syncFolder(dirname(path))
    },
    discard() {
      close()
      if (exists) removeOwned('aside', dirname(aside), basename(aside))
      exists = false
    },
  }
}

/** A name beside `path` for what will be it when it is whole; it names this process and is taken by no other. */
export const temporaryPath = (path: string): string => `${path}.${process.pid}.${randomUUID()}`

/** Puts a whole file that another program wrote under `temporaryPath(path)` in the place of `path`; see openAtomicWriter. */
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

/** Writes a file aside, syncs it and puts it in the place of `path`; after an error there is what was there before. */
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
