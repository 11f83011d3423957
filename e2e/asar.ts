import { readFileSync } from 'node:fs'

/** A file of an archive. */
export interface ArchivedFile {
  path: string
  size: number
  /** Whether it lies beside the archive instead of in it. */
  unpacked: boolean
}

interface Entry {
  files?: Record<string, Entry>
  size?: number
  unpacked?: boolean
}

/** The files of an asar archive: its head is a length and a tree of names as JSON. */
export function filesOfArchive(archive: string): ArchivedFile[] {
  const bytes = readFileSync(archive)
  const head = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as Entry
  const list = (entry: Entry, path: string): ArchivedFile[] =>
    entry.files
      ? Object.entries(entry.files).flatMap(([name, inner]) => list(inner, path === '' ? name : `${path}/${name}`))
      : [{ path, size: entry.size ?? 0, unpacked: entry.unpacked === true }]
  return list(head, '')
}
