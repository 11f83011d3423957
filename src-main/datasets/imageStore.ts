import { createHash, randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { isSentence, sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { z } from 'zod'
import { contentSchema } from './content.ts'
import { DatasetError } from './dataset.ts'

const indexSchema = z.object({
  imageSize: z.int(),
  classNames: z.array(z.string()),
  files: z.object({ train: z.array(z.string()), test: z.array(z.string()) }),
  labels: z.object({ train: z.array(z.int()), test: z.array(z.int()) }),
  skipped: z.array(z.object({ file: z.string(), reason: z.custom<Sentence>(isSentence) })),
  content: contentSchema,
  /** Bytes of the records beside the index: train, then test; 0 where they are decoded for each batch. */
  recordBytes: z.int(),
})
/** What one pass over a folder of images found, kept so that the next opening need not decode them. */
export type ImageIndex = z.infer<typeof indexSchema>

/** The name under which a pass is kept: the digest of everything its result depends on. */
export const storeKey = (dependsOn: unknown): string =>
  createHash('sha256').update(JSON.stringify(dependsOn)).digest('hex').slice(0, 32)

const indexFile = (cacheDir: string, key: string) => join(cacheDir, `${key}.json`)
/** Where the records of `key` lie. */
export const recordsFile = (cacheDir: string, key: string): string => join(cacheDir, `${key}.records`)

/** What was found and kept under `key`, or undefined where nothing is, or nothing of this form. */
export function loadFound<T>(cacheDir: string, key: string, schema: z.ZodType<T>): T | undefined {
  const file = indexFile(cacheDir, key)
  return existsSync(file) ? schema.safeParse(parseJson(readFileSync(file, 'utf8'))).data : undefined
}

/** Keeps what was found, under `key`. */
export function saveFound(cacheDir: string, key: string, found: object): void {
  const writer = openAside(indexFile(cacheDir, key))
  writer.write(Buffer.from(JSON.stringify(found)))
  writer.keep()
}

/** The index kept under `key`, or undefined where none is or its records are missing or of another length. */
export function loadIndex(cacheDir: string, key: string): ImageIndex | undefined {
  const index = loadFound(cacheDir, key, indexSchema)
  const records = recordsFile(cacheDir, key)
  const found = existsSync(records) ? statSync(records).size : 0
  return index && index.recordBytes > 0 && found !== index.recordBytes ? undefined : index
}

export interface AsideWriter {
  write(bytes: Uint8Array): void
  /** Syncs and renames: the file appears whole. */
  keep(): void
  /** Removes what was written, unless it was kept. */
  discard(): void
}

/** Removes what writers left in a cache folder when they died: those of the process `pid`, or all; none may be writing. */
export function sweepAsides(cacheDir: string, pid?: number): void {
  if (!existsSync(cacheDir)) return
  for (const name of readdirSync(cacheDir)) {
    const written = asideName.exec(name)
    if (written && (pid === undefined || Number(written[1]) === pid)) rmSync(join(cacheDir, name))
  }
}

const asideName = /\.(?:json|records)\.(?:(\d+)\.)?[0-9a-f-]{36}$/

/** A writer of `file` under another name until it is whole, so that no reader and no crash ever meets half of it. */
export function openAside(file: string): AsideWriter {
  const aside = `${file}.${process.pid}.${randomUUID()}`
  let descriptor: number | undefined
  let written = false
  const close = () => {
    if (descriptor !== undefined) closeSync(descriptor)
    descriptor = undefined
  }
  const discard = () => {
    close()
    if (written) rmSync(aside, { force: true })
  }
  const explained = (act: () => void): void => {
    try {
      act()
    } catch (error) {
      discard()
      throw new DatasetError(sentence('cacheUnwritable', { file, said: (error as Error).message }))
    }
  }
  explained(() => {
    mkdirSync(dirname(file), { recursive: true })
    descriptor = openSync(aside, 'wx')
    written = true
  })
  return {
    write: (bytes) =>
      explained(() => {
        for (let done = 0; done < bytes.length;) done += writeSync(descriptor!, bytes, done)
      }),
    keep: () =>
      explained(() => {
        fsyncSync(descriptor!)
        close()
        renameSync(aside, file)
        written = false
      }),
    discard,
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
