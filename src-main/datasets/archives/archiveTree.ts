import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError } from '../dataset.ts'
import { datasetErrorAt, FileFault } from '../files/fileFaults.ts'
import { requireFileSize, type OpenFile } from '../files/files.ts'
import type { Entry, FileTree } from '../files/fileTree.ts'
import { mostImages } from '../limits.ts'

/** A file in an archive. */
export interface ArchivedFile {
  /** Path inside the archive, separated by `/`; see pathInArchive. */
  path: string
  /** Uncompressed size. */
  bytes: number
}

/** An opened archive. */
export interface ArchiveReader {
  files: readonly ArchivedFile[]
  /** The bytes of one of its files. Rejects with FileFault or DatasetError. */
  read: (file: ArchivedFile) => Promise<Buffer>
  close: () => void
}

/** Largest file of an archive that is read into memory. */
const mostFileBytes = 2 ** 31

/**
 * The normalised path of an archive entry; undefined if it escapes the archive, is empty, or belongs to macOS metadata.
 */
export function pathInArchive(given: string): string | undefined {
  const parts = given.split('/').filter((part) => part !== '' && part !== '.')
  if (given.startsWith('/') || /^[a-z]:/i.test(given) || given.includes('\0')) return undefined
  if (parts.length === 0 || parts.includes('..') || parts.includes('__MACOSX')) return undefined
  return parts.join('/')
}

/** The file tree of the archive at `path`, called `name` and last modified at `modifiedMs`. */
export function archiveTree(
  path: string,
  name: string,
  modifiedMs: number,
  { files, read, close }: ArchiveReader,
): FileTree {
  if (files.length > mostImages) throw new DatasetError(sentence('imagesTooMany', { folder: path, most: mostImages }))
  const root = nested(files)
  const at = (inside: string) => (inside === '' ? path : `${path}/${inside}`)
  const find = (inside: string): Node => {
    const parts = inside === '' ? [] : inside.split('/')
    const found = parts.reduce<Node | undefined>((node, part) => node?.inside?.get(part), root)
    if (!found) throw new FileFault(sentence('faultGone'))
    return found
  }
  const fileAt = (inside: string): ArchivedFile => {
    const { file } = find(inside)
    if (!file) throw new FileFault(sentence('faultNoFile'))
    return file
  }
  return {
    path,
    name,
    folder: undefined,
    at,
    entries: (inside) =>
      [...(find(inside).inside ?? [])]
        .filter(([entry]) => !entry.startsWith('.'))
        .map(([entry, { file }]): Entry => ({ name: entry, isNamed: true, isFile: file !== undefined }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    look: (inside) => {
      const { file } = find(inside)
      return { kind: file ? 'file' : 'folder', bytes: file?.bytes ?? 0, modifiedMs }
    },
    requireReadable: (inside) => void fileAt(inside),
    async read(inside, most) {
      const file = fileAt(inside)
      requireFileSize(file.bytes, most)
      return read(file)
    },
    async open(inside) {
      const file = fileAt(inside)
      if (file.bytes > mostFileBytes) {
        throw new DatasetError(
          sentence('datasetFileTooLarge', { file: at(inside), bytes: file.bytes, most: mostFileBytes }),
        )
      }
      try {
        return memoryFile(at(inside), await read(file))
      } catch (error) {
        throw datasetErrorAt(at(inside), error)
      }
    },
    close,
  }
}

/** An opened file whose bytes are in memory. */
export const memoryFile = (file: string, bytes: Uint8Array): OpenFile => ({
  file,
  bytes: bytes.length,
  read(into, position) {
    const part = bytes.subarray(position, position + into.length)
    into.set(part)
    return part.length
  },
  close() {
    // Nothing to close: the memory is freed with the object.
  },
})

interface Node {
  file?: ArchivedFile
  inside?: Map<string, Node>
}

/** Files nested by folder. Of two files with one path the later wins, as when unpacking. */
function nested(files: readonly ArchivedFile[]): Node {
  const root: Node = { inside: new Map() }
  for (const file of files) {
    const parts = file.path.split('/')
    const last = parts.pop()!
    let node = root
    for (const part of parts) {
      // A folder replaces a file of the same name.
      const inside = (node.inside ??= new Map<string, Node>())
      const next = inside.get(part)
      if (next?.inside) node = next
      else inside.set(part, (node = { inside: new Map() }))
    }
    const taken = node.inside!.get(last)
    if (!taken?.inside) node.inside!.set(last, { file })
  }
  return root
}
