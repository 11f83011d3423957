import type { Sharp } from 'sharp'

const png = Buffer.from('89504e470d0a1a0a', 'hex')
const jpeg = Buffer.from('ffd8ff', 'hex')
const startsWith = (bytes: Buffer, start: Buffer) => bytes.subarray(0, start.length).equals(start)

/**
 * Width and height in px that an image's header tells. Of a PNG they are read here, and of a JPEG, where they have 16 bits,
 * they are not read at all (undefined): to have the decoder open each file twice would take up to a quarter longer.
 */
export async function sidesOf(bytes: Buffer, image: Sharp): Promise<{ width: number; height: number } | undefined> {
  if (startsWith(bytes, jpeg)) return undefined
  // Behind the signature come length and kind of the first chunk, then width and height.
  if (startsWith(bytes, png))
    return bytes.length < 24 ? undefined : { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  const { width, height } = await image.metadata()
  return { width, height }
}
