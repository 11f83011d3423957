import { readFileSync } from 'node:fs'

/** A file in an archive. */
export interface ArchivedFile {
  path: string
  size: number
  /** Whether it lies beside the archive rather than inside. */
  unpacked: boolean
}

interface Entry {
  files?: Record<string, Entry>
  size?: number
  /** Offset in the files section, as decimal digits. */
  offset?: string
  unpacked?: boolean
}

/** An asar archive: header lengths, header (a tree of names as JSON), then the files. */
function readArchive(archive: string): { head: Entry; files: Buffer } {
  const bytes = readFileSync(archive)
  const head = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as Entry
  return { head, files: bytes.subarray(8 + bytes.readUInt32LE(4)) }
}

/** The text of a file in an asar archive. */
export function textInArchive(archive: string, path: string): string {
  const { head, files } = readArchive(archive)
  const { offset, size } = path.split('/').reduce((entry, name) => entry.files![name]!, head)
  return files.toString('utf8', Number(offset), Number(offset) + size!)
}

/** The files of an asar archive. */
export function filesOfArchive(archive: string): ArchivedFile[] {
  const { head } = readArchive(archive)
  const list = (entry: Entry, path: string): ArchivedFile[] =>
    entry.files
      ? Object.entries(entry.files).flatMap(([name, inner]) => list(inner, path === '' ? name : `${path}/${name}`))
      : [{ path, size: entry.size ?? 0, unpacked: entry.unpacked === true }]
  return list(head, '')
}
