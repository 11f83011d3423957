import { accessSync, constants, opendirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError } from '../dataset.ts'
import { datasetErrorAt, faultAt, FileFault, lookAt } from './fileFaults.ts'
import { openRegular, requireListable, type OpenFile } from './files.ts'
import { readWhole } from './readWhole.ts'

/** An entry of a folder. */
export interface Entry {
  name: string
  /** Whether `name` is the exact name; false if the name is not valid UTF-8. */
  isNamed: boolean
  /** A regular file, not a link to one. */
  isFile: boolean
}

/** What a path of a tree resolves to, following links. */
export interface Looked {
  /** `other`: a pipe, device or socket. */
  kind: 'folder' | 'file' | 'other'
  bytes: number
  modifiedMs: number
  /** Equal for the same folder under any name; undefined if the tree has no links. */
  identity?: string | undefined
}

/**
 * The files of a data set, either in a folder or in an archive that is read without unpacking. Paths are relative to
 * the tree and separated by `/`; the root is ''.
 */
export interface FileTree {
  /** The folder or archive, as given. */
  readonly path: string
  /** Default name of the data set. */
  readonly name: string
  /** A path of the tree as shown in messages. */
  at(path: string): string
  /** The entries of a folder by name, without hidden ones. Throws DatasetError. */
  entries(folder: string): Entry[]
  /** Throws FileFault or DatasetError if the path cannot be inspected or the folder cannot be listed. */
  look(path: string): Looked
  /** Throws FileFault if a file is known to be unreadable without opening it. */
  requireReadable(path: string): void
  /** The bytes of a file of at most `most` bytes. Rejects with FileFault or DatasetError. */
  read(path: string, most: number): Promise<Buffer>
  /** Opens a file for reading; the caller closes it. Rejects with a DatasetError that names it. */
  open(path: string): Promise<OpenFile>
  /** Closes everything; do not read afterwards. */
  close(): void
  /** The folder on disk if files can be read in place; undefined for an archive. */
  readonly folder: string | undefined
}

/** The tree of a folder. Lists at most `most` entries over all calls; throws DatasetError beyond. */
export function folderTree(folder: string, most: number): FileTree {
  let listed = 0
  const at = (path: string) => (path === '' ? folder : join(folder, path))
  return {
    path: folder,
    name: basename(folder),
    folder,
    at,
    entries(path) {
      const entries: Entry[] = []
      try {
        for (const entry of entriesOf(at(path))) {
          if (++listed > most) throw new DatasetError(sentence('imagesTooMany', { folder, most }))
          if (!entry.name.startsWith('.')) entries.push(entry)
        }
      } catch (error) {
        throw datasetErrorAt(at(path), error)
      }
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    look(path) {
      const stats = lookAt(at(path))
      const { size: bytes, mtimeMs: modifiedMs } = stats
      if (!stats.isDirectory()) return { kind: stats.isFile() ? 'file' : 'other', bytes, modifiedMs }
      try {
        requireListable(at(path))
        const { dev, ino } = statSync(at(path), { bigint: true })
        return { kind: 'folder', bytes, modifiedMs, identity: `${dev}:${ino}` }
      } catch (error) {
        throw faultAt(at(path), error)
      }
    },
    requireReadable(path) {
      try {
        accessSync(at(path), constants.R_OK)
      } catch (error) {
        throw faultAt(at(path), error)
      }
    },
    read: (path, mostBytes) => readWhole(at(path), mostBytes),
    open: (path) => Promise.resolve().then(() => openRegular(at(path))),
    close() {
      // Nothing stays open.
    },
  }
}

/** Yields entries a few at a time: a folder may contain more than fit in memory. */
function* entriesOf(folder: string): Generator<Entry> {
  // The type declarations know only text names.
  const dir = opendirSync(folder, { encoding: 'buffer' as BufferEncoding, bufferSize: 1024 }) as unknown as DirOfBuffers
  try {
    for (let entry = dir.readSync(); entry !== null; entry = dir.readSync()) {
      const bytes = entry.name
      const name = bytes.toString('utf8')
      yield { name, isNamed: Buffer.from(name).equals(bytes), isFile: entry.isFile() }
    }
  } finally {
    dir.closeSync()
  }
}

interface DirOfBuffers {
  closeSync(): void
  readSync(): { name: Buffer; isFile(): boolean } | null
}

/** Path of an entry in a folder of a tree. */
export const inFolder = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)

/** What a path of the tree resolves to, or undefined if it does not exist. Throws DatasetError for other faults. */
export function lookIfThere(tree: FileTree, path: string): Looked | undefined {
  const slash = path.lastIndexOf('/')
  const isThere = tree.entries(path.slice(0, Math.max(0, slash))).some(({ name }) => name === path.slice(slash + 1))
  if (!isThere) return undefined
  try {
    return tree.look(path)
  } catch (error) {
    throw error instanceof FileFault ? datasetErrorAt(tree.at(path), error) : error
  }
}
