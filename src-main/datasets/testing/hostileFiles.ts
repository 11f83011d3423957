import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import type { DatasetSpecInput } from '#shared/datasets/datasetSpec.ts'
import { englishText, type Sentence } from '#shared/sentences/sentence.ts'
import { DatasetError } from '../dataset.ts'
import { openDataset } from '../kinds.ts'
import { tarGzOf, tarOf, zipOf } from './archives.ts'
import { bmp24 } from './bitmaps.ts'
import { cifarPickle } from './pickles.ts'

/** A data set with one untrusted file. */
export interface HostileFormat {
  name: string
  /** The bytes of that file when intact. */
  whole: () => Promise<Buffer>
  /** Writes the rest of the data set into an empty folder. */
  prepare: (folder: string) => Promise<void>
  /** Path of the file relative to the folder. */
  file: string
  spec: (folder: string) => DatasetSpecInput
}

/** The bytes of an IDX file. */
export function idxBytes(sizes: readonly number[], values: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * sizes.length)
  header.writeUInt32BE(0x800 + sizes.length)
  sizes.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i))
  return Buffer.concat([header, values])
}

const ramp = (length: number) => Uint8Array.from({ length }, (_, i) => (7 * i) % 256)
const idxImages = idxBytes([3, 4, 4], ramp(48))
const idxLabels = idxBytes([3], Uint8Array.of(0, 1, 2))
const cifarRecords = Buffer.concat([0, 1, 2, 3].map((label) => Buffer.concat([Buffer.of(label), ramp(3072)])))

function idxFormat(name: string, file: string, whole: Buffer): HostileFormat {
  const files: Record<string, Buffer> = {
    'train-images-idx3-ubyte': idxImages,
    'train-labels-idx1-ubyte': idxLabels,
    't10k-images-idx3-ubyte': idxImages,
    't10k-labels-idx1-ubyte': idxLabels,
  }
  return {
    name,
    file,
    whole: () => Promise.resolve(whole),
    prepare: (folder) => {
      for (const [other, bytes] of Object.entries(files)) {
        if (other !== file.replace('.gz', '')) writeFileSync(join(folder, other), bytes)
      }
      return Promise.resolve()
    },
    spec: (folder) => ({ kind: 'idx', folder }),
  }
}

function cifarFormat(name: string, file: string, whole: Buffer): HostileFormat {
  return {
    name,
    file,
    whole: () => Promise.resolve(whole),
    prepare: (folder) => {
      for (const other of ['data_batch_1.bin', 'test_batch.bin']) {
        if (other !== file) writeFileSync(join(folder, other), cifarRecords)
      }
      return Promise.resolve()
    },
    spec: (folder) => ({ kind: 'cifar10', folder }),
  }
}

const pictureFormats = ['png', 'jpeg', 'webp', 'tiff', 'bmp'] as const
type PictureFormat = (typeof pictureFormats)[number]

async function picture(format: PictureFormat): Promise<Buffer> {
  if (format === 'bmp') return bmp24(24, 16, (x, y) => [x, y, 7 * x])
  const raw = { width: 24, height: 16, channels: 3 } as const
  return sharp(Buffer.from(ramp(24 * 16 * 3)), { raw })
    .toFormat(format)
    .toBuffer()
}

function imageFormat(format: PictureFormat, onCorrupt: 'skip' | 'refuse'): HostileFormat {
  return {
    name: `${format} in a folder of images, ${onCorrupt}`,
    file: `train/a/x.${format}`,
    whole: () => picture(format),
    prepare: async (folder) => {
      for (const other of ['train/a', 'train/b', 'test/a']) {
        mkdirSync(join(folder, other), { recursive: true })
        writeFileSync(join(folder, other, 'whole.png'), await picture('png'))
      }
    },
    spec: (folder) => ({ kind: 'imageFolder', folder, imageSize: 8, onCorrupt }),
  }
}

function pythonFormat(): HostileFormat {
  const whole = cifarPickle('labels', [0, 1, 2, 3], Buffer.concat([0, 1, 2, 3].map(() => ramp(3072))))
  return {
    name: 'CIFAR-10 of Python',
    file: 'data_batch_1',
    whole: () => Promise.resolve(whole),
    prepare: (folder) => {
      writeFileSync(join(folder, 'test_batch'), whole)
      return Promise.resolve()
    },
    spec: (folder) => ({ kind: 'cifar10', folder }),
  }
}

function archiveFormat(ending: string, pack: (files: { path: string; bytes: Buffer }[]) => Buffer): HostileFormat {
  return {
    name: `folder of images in an archive (${ending})`,
    file: `x.${ending}`,
    async whole() {
      const bytes = await picture('png')
      return pack(['train/a/x.png', 'train/b/x.png', 'test/a/x.png'].map((path) => ({ path, bytes })))
    },
    prepare: () => Promise.resolve(),
    spec: (folder) => ({ kind: 'imageFolder', folder: join(folder, `x.${ending}`), imageSize: 8, onCorrupt: 'refuse' }),
  }
}

export const hostileFormats: readonly HostileFormat[] = [
  idxFormat('IDX images', 'train-images-idx3-ubyte', idxImages),
  idxFormat('packed IDX images', 'train-images-idx3-ubyte.gz', gzipSync(idxImages)),
  idxFormat('IDX labels', 't10k-labels-idx1-ubyte', idxLabels),
  idxFormat('packed IDX labels', 't10k-labels-idx1-ubyte.gz', gzipSync(idxLabels)),
  idxFormat('names of classes', 'classes.txt', Buffer.from('shirt\r\nshoe\r\nbag\r\n')),
  cifarFormat('CIFAR-10', 'data_batch_1.bin', cifarRecords),
  cifarFormat('names of CIFAR-10', 'batches.meta.txt', Buffer.from('a b c d e f g h i j'.replaceAll(' ', '\n'))),
  pythonFormat(),
  archiveFormat('zip', zipOf),
  archiveFormat('tar', tarOf),
  archiveFormat('tgz', tarGzOf),
  ...pictureFormats.flatMap((format) => [imageFormat(format, 'skip'), imageFormat(format, 'refuse')]),
]

/**
 * `whole` after an accident or attack: bits flipped, truncated, extended, parts duplicated, zeroed or replaced by
 * misleading numbers.
 */
export function damaged(whole: Buffer): fc.Arbitrary<Buffer> {
  const place = fc.oneof(fc.nat(Math.min(40, whole.length)), fc.nat(whole.length))
  const part = fc.tuple(place, place).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
  const damage: fc.Arbitrary<(bytes: Buffer) => Buffer> = fc.oneof(
    fc.tuple(place, fc.nat(7)).map(([at, bit]) =>
      changed((bytes) => {
        if (at < bytes.length) bytes[at]! ^= 1 << bit
      }),
    ),
    place.map((at) => (bytes: Buffer) => bytes.subarray(0, at)),
    place.map((at) => (bytes: Buffer) => bytes.subarray(at)),
    fc.uint8Array({ maxLength: 64 }).map((more) => (bytes: Buffer) => Buffer.concat([bytes, more])),
    fc.constant((bytes: Buffer) => Buffer.concat([bytes, bytes])),
    part.map(([from, to]) => changed((bytes) => bytes.subarray(from, to).fill(0))),
    part.map(
      ([from, to]) =>
        (bytes: Buffer) =>
          Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]),
    ),
    fc.tuple(place, fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0x10000, 0xffff)).map(([at, lie]) =>
      changed((bytes) => {
        if (at + 4 <= bytes.length) bytes.writeUInt32BE(lie, at)
      }),
    ),
    fc.tuple(place, fc.uint8Array({ maxLength: 16 })).map(([at, others]) =>
      changed((bytes) => {
        if (at + others.length <= bytes.length) bytes.set(others, at)
      }),
    ),
  )
  const damages = fc.array(damage, { minLength: 1, maxLength: 4 })
  return fc.oneof(
    { weight: 20, arbitrary: damages.map((all) => all.reduce((bytes, act) => act(bytes), whole)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 256 }).map((bytes) => Buffer.from(bytes)) },
  )
}

function changed(change: (bytes: Buffer) => void): (bytes: Buffer) => Buffer {
  return (bytes) => {
    const copy = Buffer.from(bytes)
    change(copy)
    return copy
  }
}

/**
 * Writes `bytes` as the untrusted file of a prepared folder, opens the data set and reads every image. Returns the
 * message if it was refused, otherwise undefined. Rejects if it was refused without a message, or accepted with invalid
 * numbers.
 */
export async function openHostile(format: HostileFormat, folder: string, bytes: Buffer): Promise<Sentence | undefined> {
  writeFileSync(join(folder, format.file), bytes)
  try {
    const dataset = await openDataset(format.spec(folder))
    const { info, labels } = dataset
    const record = new Uint8Array(3 * info.imageSize ** 2)
    for (const split of ['train', 'test'] as const)
      for (const index of labels[split].keys()) await dataset.readBatch(split, [index], record)
    dataset.close()
    if (![...info.mean, ...info.std].every(Number.isFinite) || info.trainCount === 0 || info.testCount === 0)
      throw new Error(`${format.name} was opened as ${JSON.stringify(info)}`)
    return undefined
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error
    const text = englishText(error.sentence)
    if (!/^\S.*\.$/s.test(text) || /undefined|NaN|\[object/.test(text))
      throw new Error(`no sentence: ${text}`, { cause: error })
    return error.sentence
  }
}
