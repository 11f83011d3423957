import sharp, { type Sharp } from 'sharp'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { decodeBmp, isBmp } from './bmp.ts'
import { recordBytes } from '../dataset.ts'
import { FileFault } from '../files/fileFaults.ts'
import { sidesOf } from './imageSides.ts'
import { imageLimits } from '../limits.ts'

// Many images are decoded concurrently, so one image needs no threads of its own; each file is read once, so nothing is
// cached.
sharp.concurrency(1)
sharp.cache(false)
// An SVG under an image's name is a program that may run arbitrarily long.
sharp.block({ operation: ['VipsForeignLoadSvg'] })

/** Background behind transparent pixels, at any size. */
const background = '#ffffff'

/** Part of the cache key, since another decoder version may produce other bytes. */
export const decoderVersion = `sharp ${sharp.versions.sharp ?? ''} vips ${sharp.versions.vips} on ${background}`

/**
 * The record of an encoded image: rotated upright by EXIF, on a white background, short side resized to `imageSize`,
 * centre-cropped, sRGB. Rejects with a FileFault if the file is damaged, truncated or beyond imageLimits.
 */
export const decodeImage = async (bytes: Buffer, imageSize: number): Promise<Uint8Array> =>
  planes(await decode(bytes, imageSize, 'cover'), imageSize)

/** As decodeImage, but squeezes the whole image into a square; also returns its original aspect (width over height). */
export async function decodeWhole(bytes: Buffer, size: number): Promise<{ record: Uint8Array; aspect: number }> {
  const record = planes(await decode(bytes, size, 'fill'), size)
  const { width, height, orientation = 1 } = await open(bytes).metadata()
  // These EXIF orientations swap width and height.
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
/** Meaning of the decoder's messages. */
const knownMessages: readonly [RegExp, Sentence][] = [
  [/is empty/i, sentence('imageEmpty')],
  [/unsupported image format/, sentence('skippedFormat')],
  [/pixel limit/, sentence('imageTooManyPixels', { most: Math.floor(pixels / 1e6) })],
  [/^timeout:/, sentence('imageTooSlow', { seconds })],
  [/premature end|read error|failOn|unable to (read|parse)|corrupt/i, sentence('imageDamaged')],
]

/** A user-facing message for a decoder error: the known meaning, otherwise its first line. */
export function decoderFault(message: string): Sentence {
  const [line = ''] = message.split('\n')
  const said = line.trim().replace(/\.$/, '')
  return knownMessages.find(([pattern]) => pattern.test(line))?.[1] ?? sentence('imageDecoderSays', { said })
}
