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
  /** Whether `name` is its name: one that is not UTF-8 cannot be told as text. */
  isNamed: boolean
  /** A regular file, not a link to one. */
  isFile: boolean
}

/** What a path of a tree leads to, through links. */
export interface Looked {
  /** `other`: a pipe, a device, a socket. */
  kind: 'folder' | 'file' | 'other'
  bytes: number
  modifiedMs: number
  /** Equal for the same folder, under whatever names; undefined where a tree has no links. */
  identity?: string | undefined
}

/**
 * The files of a data set, wherever they lie: in a folder, or in an archive, which is read without being unpacked. Paths
 * are below the tree, with `/`; the tree itself is ''.
 */
export interface FileTree {
  /** The folder or archive, as it was given. */
  readonly path: string
  /** What the data set is called after. */
  readonly name: string
  /** How messages name a path of the tree. */
  at(path: string): string
  /** What is in a folder, by name, without what is hidden. Throws a DatasetError. */
  entries(folder: string): Entry[]
  /** Throws FileFault or DatasetError where it cannot be looked at, or a folder not be listed. */
  look(path: string): Looked
  /** Throws a FileFault where a file cannot be opened for reading, as far as that can be told without opening it. */
  requireReadable(path: string): void
  /** The bytes of a file that is not above `most` bytes. Rejects with FileFault or DatasetError. */
  read(path: string, most: number): Promise<Buffer>
  /** A file opened for reading, to be closed by the caller. Rejects with a DatasetError that names it. */
  open(path: string): Promise<OpenFile>
  /** Closes what is open; nothing is read afterwards. */
  close(): void
  /** The folder on the disk that it is, where files can be read in place; undefined: an archive. */
  readonly folder: string | undefined
}

/** The tree of a folder. At most `most` entries are listed, over all calls; more are a DatasetError. */
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

/** Entries as they come, a few at a time: a folder may hold more of them than memory. */
function* entriesOf(folder: string): Generator<Entry> {
  // The declarations know names as text alone.
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

/** Path of an entry of a folder of a tree. */
export const inFolder = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)

/** What a path of the tree leads to, or undefined where nothing has that name. Throws a DatasetError for other faults. */
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
