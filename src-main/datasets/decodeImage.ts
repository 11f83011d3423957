import sharp from 'sharp'
import { recordBytes } from './dataset.ts'

// Many images are decoded at once, so one image needs no threads of its own; files are read once, so none is kept.
sharp.concurrency(1)
sharp.cache(false)

/** Part of the cache key: another decoder may give other bytes. */
export const decoderVersion = `sharp ${sharp.versions.sharp ?? ''} vips ${sharp.versions.vips}`

/**
 * The record of an image file: upright as its EXIF says, short side resized to `imageSize`, the centre cut out, sRGB,
 * transparency dropped. Rejects when the file is damaged or cut short.
 */
export async function decodeImage(file: string, imageSize: number): Promise<Uint8Array> {
  const pixels = await sharp(file, { failOn: 'warning' })
    .autoOrient()
    .resize(imageSize, imageSize, { fit: 'cover', position: 'centre', kernel: 'linear' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer()
  const plane = imageSize * imageSize
  const record = new Uint8Array(recordBytes(imageSize))
  if (pixels.length !== record.length) throw new Error(`it has ${pixels.length / plane} channels, not 3`)
  for (let i = 0, source = 0; i < plane; i++) {
    record[i] = pixels[source++]!
    record[plane + i] = pixels[source++]!
    record[2 * plane + i] = pixels[source++]!
  }
  return record
}
