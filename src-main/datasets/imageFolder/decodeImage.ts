import sharp, { type Sharp } from 'sharp'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { decodeBmp, isBmp } from './bmp.ts'
import { recordBytes } from '../dataset.ts'
import { FileFault } from '../files/fileFaults.ts'
import { sidesOf } from './imageSides.ts'
import { imageLimits } from '../limits.ts'

// Many images are decoded at once, so one image needs no threads of its own; files are read once, so none is kept.
sharp.concurrency(1)
sharp.cache(false)
// A drawing under the name of an image is a program of its own that may take any time.
sharp.block({ operation: ['VipsForeignLoadSvg'] })

/** What shows through where an image is transparent, whatever its size. */
const background = '#ffffff'

/** Part of the cache key: another decoder may give other bytes. */
export const decoderVersion = `sharp ${sharp.versions.sharp ?? ''} vips ${sharp.versions.vips} on ${background}`

/**
 * The record of the bytes of an image file: upright as its EXIF says, on a white background, short side resized to
 * `imageSize`, the centre cut out, sRGB. Rejects with a FileFault when the file is damaged, cut short or beyond
 * imageLimits.
 */
export const decodeImage = async (bytes: Buffer, imageSize: number): Promise<Uint8Array> =>
  planes(await decode(bytes, imageSize, 'cover'), imageSize)

/** The same of the whole image, squeezed into a square, and its width over its height before that. */
export async function decodeWhole(bytes: Buffer, size: number): Promise<{ record: Uint8Array; aspect: number }> {
  const record = planes(await decode(bytes, size, 'fill'), size)
  const { width, height, orientation = 1 } = await open(bytes).metadata()
  // Such an EXIF says that the image lies on its side.
  return { record, aspect: orientation > 4 ? height / width : width / height }
}

function planes(pixels: Buffer, imageSize: number): Uint8Array {
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

const options = { failOn: 'warning', limitInputPixels: imageLimits.pixels } as const

function open(bytes: Buffer): Sharp {
  if (!isBmp(bytes)) return sharp(bytes, options)
  const { width, height, channels, pixels } = decodeBmp(bytes)
  return sharp(pixels, { ...options, raw: { width, height, channels } })
}

async function decode(bytes: Buffer, imageSize: number, fit: 'cover' | 'fill'): Promise<Buffer> {
  try {
    const image = open(bytes)
    const sides = await sidesOf(bytes, image)
    if (sides && Math.max(sides.width, sides.height) > imageLimits.side)
      throw new FileFault(sentence('imageTooLong', { ...sides, most: imageLimits.side }))
    return await image
      .timeout({ seconds: imageLimits.seconds })
      .autoOrient()
      .flatten({ background })
      .resize(imageSize, imageSize, { fit, position: 'centre', kernel: 'linear' })
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
