import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { OpenFile } from '../files/files.ts'

const chunkBytes = 2 ** 16

/** The bytes of a file, a chunk at a time. */
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
 * What a file in gzip unpacks to, a chunk at a time; no more is unpacked than is asked for. Throws what reading throws,
 * or zlib's error where it is damaged.
 */
export async function* gunzipped(source: OpenFile): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: chunkBytes })
  // What goes wrong on the way ends the stream that is read below.
  pipeline(Readable.from(chunksOf(source)), gunzip, () => undefined)
  for await (const chunk of gunzip) yield chunk as Buffer
}
