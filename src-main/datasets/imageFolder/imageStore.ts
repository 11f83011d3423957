import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isSentence, sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { z } from 'zod'
import { removeOwned } from '#main/disk/removeOwned.ts'
import { openAtomicWriter as openFileAside, type AtomicWriter } from '#main/disk/writeAtomically.ts'
import { contentSchema } from '../files/content.ts'
import { DatasetError, recordBytes, splits, type Split } from '../dataset.ts'
import { isThere } from '../files/fileFaults.ts'
import { readRegular } from '../files/files.ts'
import { checkedRecords, type CheckedRecords } from '../records/records.ts'

/** Indexes written before validation images were supported have none. */
const listsOf = <T extends z.ZodType>(item: T) =>
  z.object({ train: z.array(item), test: z.array(item), validation: z.array(item).default([]) })
const indexSchema = z.object({
  imageSize: z.int(),
  classNames: z.array(z.string()),
  files: listsOf(z.string()),
  labels: listsOf(z.int()),
  /** CRC-32 of each record. */
  checksums: listsOf(z.int()),
  /** Aspect (width over height) of each image, if uncropped images are kept. */
  aspects: listsOf(z.number()).optional(),
  /** Images skipped because they could not be decoded. */
  skipped: z.array(z.object({ file: z.string(), reason: z.custom<Sentence>(isSentence) })),
  content: contentSchema,
})
/** Result of one pass over a folder of images, cached so that the next opening need not decode them. */
export type ImageIndex = z.infer<typeof indexSchema>

/** The cache key of a pass: a digest of everything its result depends on. */
export const storeKey = (dependsOn: unknown): string => sha256(Buffer.from(JSON.stringify(dependsOn))).slice(0, 32)

const indexFile = (cacheDir: string, key: string) => join(cacheDir, `${key}.json`)
/** Path of the records of `key`, stored in the order of `splits`. */
export const recordsFile = (cacheDir: string, key: string): string => join(cacheDir, `${key}.records`)

// File format: {"sha256":DIGEST,"found":JSON}, where the digest covers the bytes of JSON.
const beforeDigest = '{"sha256":"'
const afterDigest = '","found":'
const digestLength = 64
const foundStart = beforeDigest.length + digestLength + afterDigest.length
/** Maximum length of a string. */
const mostIndexBytes = 2 ** 29

/** The value cached under `key`; undefined if there is none, or it is damaged or does not match the schema. */
export function loadFound<T>(cacheDir: string, key: string, schema: z.ZodType<T>): T | undefined {
  const bytes = bytesOf(indexFile(cacheDir, key))
  if (!bytes) return undefined
  const found = bytes.subarray(foundStart, -1)
  if (!bytes.subarray(0, foundStart).equals(headOf(found)) || bytes.at(-1) !== '}'.charCodeAt(0)) return undefined
  return schema.safeParse(JSON.parse(found.toString('utf8'))).data
}

/** Caches a value under `key`. Throws DatasetError if it cannot be written. */
export function saveFound(cacheDir: string, key: string, found: object): void {
  const file = indexFile(cacheDir, key)
  const writer = openAtomicWriter(file)
  try {
    const json = Buffer.from(JSON.stringify(found))
    for (const part of [headOf(json), json, Buffer.from('}')]) writer.write(part)
    writer.keep()
  } catch (error) {
    writer.discard()
    throw unwritable(file, error)
  }
}

const headOf = (found: Uint8Array) => Buffer.from(beforeDigest + sha256(found) + afterDigest)

/** The index cached under `key`, or undefined. */
export const loadIndex = (cacheDir: string, key: string): ImageIndex | undefined => {
  const index = loadFound(cacheDir, key, indexSchema)
  const isWhole = index && splits.every((split) => countOf(index, split) === index.checksums[split].length)
  return isWhole ? index : undefined
}

/** The index cached under `key` with its records; undefined if one of them is missing or damaged. */
export function loadRecords(cacheDir: string, key: string): { index: ImageIndex; records: CheckedRecords } | undefined {
  const index = loadIndex(cacheDir, key)
  if (!index) return undefined
  const checksums = Uint32Array.from(splits.flatMap((split) => index.checksums[split]))
  const records = checkedRecords(recordsFile(cacheDir, key), recordBytes(index.imageSize), checksums)
  return records && { index, records }
}

const countOf = (index: ImageIndex, split: Split) => index.labels[split].length

/**
 * Removes temporary files that dead writers left in a cache folder: those of the process `pid`, or all. No such writer
 * may be running.
 */
export function removeStaleTempFiles(cacheDir: string, pid?: number): void {
  if (!existsSync(cacheDir)) return
  for (const name of readdirSync(cacheDir)) {
    const written = tempFileName.exec(name)
    if (written && (pid === undefined || Number(written[1]) === pid)) removeOwned('cache', cacheDir, name)
  }
}

const tempFileName = /\.(?:json|records)\.(\d+)\.[0-9a-f-]{36}$/

/** openAtomicWriter for a file of a cache folder, which is created if necessary; errors become DatasetErrors. */
export function openAtomicWriter(file: string): AtomicWriter {
  const explained = <T>(act: () => T): T => {
    try {
      return act()
    } catch (error) {
      throw unwritable(file, error)
    }
  }
  const writer = explained(() => {
    mkdirSync(dirname(file), { recursive: true })
    return openFileAside(file)
  })
  return {
    write: (bytes) => explained(() => writer.write(bytes)),
    keep: () => explained(() => writer.keep()),
    discard: () => writer.discard(),
  }
}

function unwritable(file: string, error: unknown): DatasetError {
  if (error instanceof DatasetError) return error
  return new DatasetError(sentence('cacheUnwritable', { file, said: (error as Error).message }))
}

/** The bytes of a cached file; undefined if missing or unreadable, so that it is rebuilt. */
function bytesOf(file: string): Buffer | undefined {
  try {
    return isThere(file) ? readRegular(file, mostIndexBytes) : undefined
  } catch {
    return undefined
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
