import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { getFileNameLowLevel, openPromise, type Entry, type ZipFile } from 'yauzl'
import { sentence } from '#shared/sentences/sentence.ts'
import { pathInArchive, type ArchivedFile, type ArchiveReader } from './archiveTree.ts'
import { DatasetError } from '../dataset.ts'
import { FileFault } from '../files/fileFaults.ts'
import { mostImages } from '../limits.ts'

/**
 * The files of a zip archive, from its directory. Each is decompressed on reading, up to the size in the directory.
 * Rejects with a DatasetError.
 */
export async function readZip(path: string): Promise<ArchiveReader> {
  let zip: ZipFile
  const entries = new Map<ArchivedFile, Entry>()
  try {
    zip = await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false })
  } catch (error) {
    throw damaged(path, error)
  }
  const close = () => zip.close()
  try {
    if (zip.entryCount > mostImages)
      throw new DatasetError(sentence('imagesTooMany', { folder: path, most: mostImages }))
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry)
      const inside = name.endsWith('/') ? undefined : pathInArchive(name)
      if (inside !== undefined) entries.set({ path: inside, bytes: entry.uncompressedSize }, entry)
    }
  } catch (error) {
    close()
    throw error instanceof DatasetError ? error : damaged(path, error)
  }
  return { files: [...entries.keys()], read: (file) => unpacked(zip, entries.get(file)!), close }
}

async function unpacked(zip: ZipFile, entry: Entry): Promise<Buffer> {
  if (entry.isEncrypted()) throw new FileFault(sentence('faultEncrypted'))
  let bytes: Buffer
  try {
    bytes = await buffer(await zip.openReadStreamPromise(entry))
  } catch (error) {
    throw new FileFault(sentence('faultPacked', { said: (error as Error).message }))
  }
  if (crc32(bytes) !== entry.crc32) throw new FileFault(sentence('imageDamaged'))
  return bytes
}

const utf8Flag = 0x800
/** The extra field that contains a UTF-8 name (Info-ZIP). */
const unicodePath = 0x7075

/**
 * The name of an entry. Names without the UTF-8 flag are often UTF-8 nevertheless, and otherwise more often from Korean
 * Windows than in the format's code page of 1981.
 */
function nameOf(entry: Entry): string {
  const { generalPurposeBitFlag: flags, fileNameRaw, extraFields } = entry
  const isDeclaredUtf8 = (flags & utf8Flag) !== 0 || extraFields.some(({ id }) => id === unicodePath)
  const guessed = isDeclaredUtf8 ? undefined : (decoded(fileNameRaw, 'utf-8') ?? decoded(fileNameRaw, 'euc-kr'))
  return (guessed ?? getFileNameLowLevel(flags, fileNameRaw, extraFields, false)).replaceAll('\\', '/')
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const damaged = (file: string, error: unknown) =>
  new DatasetError(sentence('archiveDamaged', { file, said: (error as Error).message }))
