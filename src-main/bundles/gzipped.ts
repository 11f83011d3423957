import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { limits } from '#shared/schema/limits.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'

/**
 * The concatenated texts as gzip; equal texts give equal bytes, however they are split. Throws LabError 'invalid' if
 * they exceed the bundle limit.
 */
export async function gzipped(pieces: Iterable<string>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = []
  await pipeline(Readable.from(bounded(pieces)), createGzip({ level: 9 }), async (packed: AsyncIterable<Buffer>) => {
    for await (const chunk of packed) chunks.push(chunk)
  })
  const bytes = new Uint8Array(Buffer.concat(chunks))
  if (bytes.length > limits.packedBytes) throw tooLarge()
  return bytes
}

function* bounded(pieces: Iterable<string>): Generator<Buffer> {
  let size = 0
  for (const piece of pieces) {
    const bytes = Buffer.from(piece)
    size += bytes.length
    if (size > limits.unpackedBytes) throw tooLarge()
    yield bytes
  }
}

const tooLarge = () => {
  const [packed, unpacked] = [limits.packedBytes / 2 ** 20, limits.unpackedBytes / 2 ** 20]
  return new LabError('invalid', sentence('studyTooLarge', { packed, unpacked }))
}
