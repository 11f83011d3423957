import { open } from 'node:fs/promises'
import sharp from 'sharp'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { recordBytes } from './dataset.ts'
import { faultAt, FileFault } from './fileFaults.ts'
import { readFlags, requireRegular } from './files.ts'
import { sidesOf } from './imageSides.ts'
import { imageLimits } from './limits.ts'
import { requireImageSize } from './listImages.ts'

// Many images are decoded at once, so one image needs no threads of its own; files are read once, so none is kept.
sharp.concurrency(1)
sharp.cache(false)
// A drawing under the name of an image is a program of its own that may take any time.
sharp.block({ operation: ['VipsForeignLoadSvg'] })

/** Part of the cache key: another decoder may give other bytes. */
export const decoderVersion = `sharp ${sharp.versions.sharp ?? ''} vips ${sharp.versions.vips}`

/**
 * The record of an image file: upright as its EXIF says, short side resized to `imageSize`, the centre cut out, sRGB,
 * transparency dropped. Rejects with a FileFault when the file is damaged, cut short or beyond imageLimits.
 */
export async function decodeImage(file: string, imageSize: number): Promise<Uint8Array> {
  const bytes = await readImage(file)
  const pixels = await decode(bytes, imageSize)
  const plane = imageSize * imageSize
  const record = new Uint8Array(recordBytes(imageSize))
  if (pixels.length !== record.length) {
    throw new FileFault(sentence('imageChannels', { count: pixels.length / plane }))
  }
  for (let i = 0, source = 0; i < plane; i++) {
    record[i] = pixels[source++]!
    record[plane + i] = pixels[source++]!
    record[2 * plane + i] = pixels[source++]!
  }
  return record
}

/** The bytes of a regular file: the decoder's own opening would wait for whoever writes into a pipe. */
async function readImage(file: string): Promise<Buffer> {
  try {
    const handle = await open(file, readFlags)
    try {
      const stats = await handle.stat()
      requireRegular(stats)
      requireImageSize(stats.size)
      const bytes = Buffer.allocUnsafe(stats.size)
      let done = 0
      for (let read = 1; read > 0 && done < bytes.length; done += read)
        read = (await handle.read(bytes, done, bytes.length - done, done)).bytesRead
      return bytes.subarray(0, done)
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw faultAt(file, error)
  }
}

async function decode(bytes: Buffer, imageSize: number): Promise<Buffer> {
  try {
    const image = sharp(bytes, { failOn: 'warning', limitInputPixels: imageLimits.pixels })
    const sides = await sidesOf(bytes, image)
    if (sides && Math.max(sides.width, sides.height) > imageLimits.side)
      throw new FileFault(sentence('imageTooLong', { ...sides, most: imageLimits.side }))
    return await image
      .timeout({ seconds: imageLimits.seconds })
      .autoOrient()
      .resize(imageSize, imageSize, { fit: 'cover', position: 'centre', kernel: 'linear' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer()
  } catch (error) {
    throw error instanceof FileFault ? error : new FileFault(decoderFault((error as Error).message))
  }
}

const { pixels, seconds } = imageLimits
/** What the decoder's messages mean. */
const known: readonly [RegExp, Sentence][] = [
  [/is empty/i, sentence('imageEmpty')],
  [/unsupported image format/, sentence('skippedFormat')],
  [/pixel limit/, sentence('imageTooManyPixels', { most: Math.floor(pixels / 1e6) })],
  [/^timeout:/, sentence('imageTooSlow', { seconds })],
  [/premature end|read error|failOn|unable to (read|parse)|corrupt/i, sentence('imageDamaged')],
]

/** What a decoder's message says to the user: a sentence where it is known, otherwise the first line of it. */
export function decoderFault(message: string): Sentence {
  const [line = ''] = message.split('\n')
  const said = line.trim().replace(/\.$/, '')
  return known.find(([pattern]) => pattern.test(line))?.[1] ?? sentence('imageDecoderSays', { said })
}
