import { Parser, type ReadEntry } from 'tar'
import { z } from 'zod'
import { sentence } from '#shared/sentences/sentence.ts'
import { pathInArchive, type ArchivedFile, type ArchiveReader } from './archiveTree.ts'
import { DatasetError } from '../dataset.ts'
import { FileFault } from '../files/fileFaults.ts'
import { openRegular } from '../files/files.ts'
import { chunksOf, gunzipped } from './gunzip.ts'
import { loadFound, saveFound, storeKey } from '../imageFolder/imageStore.ts'
import { mostImages } from '../limits.ts'

/** Uncompressed bytes of a tar archive; requested files are read into memory in one pass. */
const mostBytes = 2 ** 32
/** Part of the cache key of file lists; increment it when their contents change. */
const version = 1
const listSchema = z.array(z.object({ path: z.string(), bytes: z.int() }))

interface Stamp {
  bytes: number
  modifiedMs: number
}

/**
 * The files of a tar archive, plain or gzipped. A tar has no directory, so listing it means unpacking it once; the list
 * is cached in `cacheDir`. Reading the first file loads all files into memory. Rejects with a DatasetError.
 */
export async function readTar(
  path: string,
  stamp: Stamp,
  cacheDir: string | undefined,
  most = mostBytes,
): Promise<ArchiveReader> {
  const key = storeKey({ kind: 'tar', version, path, ...stamp })
  const kept = cacheDir === undefined ? undefined : loadFound(cacheDir, key, listSchema)
  const files = kept ?? (await listTar(path, most))
  if (cacheDir !== undefined && !kept) keepList(cacheDir, key, files)
  let loaded: Promise<Map<string, Buffer>> | undefined
  return {
    files,
    async read({ path: inside }) {
      const found = (await (loaded ??= loadTar(path, most))).get(inside)
      if (!found) throw new FileFault(sentence('faultGone'))
      return found
    },
    close: () => (loaded = undefined),
  }
}

/** Best effort: if it cannot be written, the archive is listed again next time. */
function keepList(cacheDir: string, key: string, files: readonly ArchivedFile[]): void {
  try {
    saveFound(cacheDir, key, files)
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error
  }
}

async function listTar(path: string, most: number): Promise<ArchivedFile[]> {
  const files: ArchivedFile[] = []
  await passOver(path, most, (inside, entry) => {
    if (files.push({ path: inside, bytes: entry.size }) > mostImages)
      throw new DatasetError(sentence('imagesTooMany', { folder: path, most: mostImages }))
    entry.resume()
  })
  return files
}

async function loadTar(path: string, most: number): Promise<Map<string, Buffer>> {
  const loaded = new Map<string, Buffer>()
  await passOver(path, most, (inside, entry) => {
    const chunks: Buffer[] = []
    entry.on('data', (chunk) => void chunks.push(Buffer.from(chunk)))
    entry.on('end', () => void loaded.set(inside, Buffer.concat(chunks)))
  })
  return loaded
}

const fileTypes: readonly string[] = ['File', 'OldFile', 'ContiguousFile']
/** Parser warnings that make an archive unusable. */
const fatal: readonly string[] = ['TAR_BAD_ARCHIVE', 'TAR_ABORT', 'TAR_ENTRY_INVALID', 'TAR_ENTRY_ERROR']

/** Calls `take` with every regular file of an archive; links are skipped. */
async function passOver(path: string, most: number, take: (inside: string, entry: ReadEntry) => void): Promise<void> {
  const failed: { error?: Error } = {}
  const parser = new Parser({
    onReadEntry(entry) {
      const inside = fileTypes.includes(entry.type) ? pathInArchive(entry.path) : undefined
      if (inside === undefined) entry.resume()
      else take(inside, entry)
    },
    onwarn: (code, message) => {
      if (fatal.includes(code)) failed.error ??= new Error(message)
    },
  })
  parser.on('error', (error: Error) => (failed.error ??= error))
  try {
    let done = 0
    for await (const chunk of contentsOf(path)) {
      // The parser would unpack doubly compressed data beyond every limit.
      if (done === 0 && [gzipMagic, zstdMagic].some((magic) => startsWith(chunk, magic)))
        throw new Error('it is packed twice')
      done += chunk.length
      if (done > most) throw new DatasetError(sentence('archiveTooLarge', { file: path, gb: most / 2 ** 30 }))
      parser.write(chunk)
      if (failed.error) throw failed.error
    }
    parser.end()
    if (failed.error) throw failed.error
  } catch (error) {
    if (error instanceof DatasetError) throw error
    throw new DatasetError(sentence('archiveDamaged', { file: path, said: (error as Error).message }))
  }
}

const gzipMagic = '1f8b'
const zstdMagic = '28b52ffd'
const startsWith = (chunk: Buffer, magic: string) => chunk.toString('hex', 0, magic.length / 2) === magic

/** The bytes of a tar archive, decompressed if gzipped. */
async function* contentsOf(path: string): AsyncGenerator<Buffer> {
  const source = openRegular(path)
  try {
    const head = Buffer.alloc(2)
    const isGzip = source.read(head, 0) === 2 && startsWith(head, gzipMagic)
    yield* isGzip ? gunzipped(source) : chunksOf(source)
  } finally {
    source.close()
  }
}
