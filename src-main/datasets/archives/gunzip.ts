import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { OpenFile } from '../files/files.ts'

const chunkBytes = 2 ** 16

/** The bytes of a file in chunks. */
export function* chunksOf({ read }: OpenFile): Generator<Buffer> {
  for (let position = 0; ;) {
    const chunk = Buffer.alloc(chunkBytes)
    const filled = read(chunk, position)
    if (filled > 0) yield chunk.subarray(0, filled)
    if (filled < chunk.length) return
    position += filled
  }
}

/**
 * The uncompressed bytes of a gzip file in chunks, decompressed on demand. Throws read errors, or zlib's error if the
 * file is damaged.
 */
export async function* gunzipped(source: OpenFile): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: chunkBytes })
  // Errors end the stream, which throws when read below.
  pipeline(Readable.from(chunksOf(source)), gunzip, () => undefined)
  for await (const chunk of gunzip) yield chunk as Buffer
}
