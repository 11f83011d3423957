import { opendirSync } from 'node:fs'
import { sentence } from '#shared/sentences/sentence.ts'
import { DatasetError } from './dataset.ts'
import { datasetErrorAt } from './fileFaults.ts'

export interface Entry {
  name: string
  /** Whether `name` is its name: one that is not UTF-8 cannot be told as text. */
  isNamed: boolean
  /** A regular file, not a link to one. */
  isFile: boolean
}

/** Lists folders below `root`, in all at most `most` entries; more are a DatasetError. */
export function entryReader(root: string, most: number): (folder: string) => Entry[] {
  let count = 0
  return (folder) => {
    const entries: Entry[] = []
    try {
      for (const entry of entriesOf(folder)) {
        if (++count > most) throw new DatasetError(sentence('imagesTooMany', { folder: root, most }))
        if (!entry.name.startsWith('.')) entries.push(entry)
      }
    } catch (error) {
      throw datasetErrorAt(folder, error)
    }
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
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
