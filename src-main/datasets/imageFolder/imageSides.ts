import type { Sharp } from 'sharp'

const png = Buffer.from('89504e470d0a1a0a', 'hex')
const jpeg = Buffer.from('ffd8ff', 'hex')
const startsWith = (bytes: Buffer, start: Buffer) => bytes.subarray(0, start.length).equals(start)

/**
 * Width and height in pixels from an image's header. PNG headers are parsed here; JPEG sizes, which are at most 16
 * bits, are not read (undefined). Opening each file twice in the decoder would take up to a quarter longer.
 */
export async function sidesOf(bytes: Buffer, image: Sharp): Promise<{ width: number; height: number } | undefined> {
  if (startsWith(bytes, jpeg)) return undefined
  // The signature is followed by length and type of the first chunk, then width and height.
  if (startsWith(bytes, png))
    return bytes.length < 24 ? undefined : { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  const { width, height } = await image.metadata()
  return { width, height }
}
