import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { mutate } from '../damage.ts'
import { must, type Family, type Tools } from '../family.ts'
import { prepared } from '../lab/fixtures.ts'
import type { Random } from '../random.ts'
import { format, type Read } from './format.ts'

async function openAll(spec: DatasetSpec): Promise<void> {
  const dataset = await openDataset(spec)
  try {
    const { trainCount, imageSize, mean } = dataset.info
    must(
      trainCount > 0 && imageSize > 0 && mean.every(Number.isFinite),
      `it opens with ${trainCount} images of ${imageSize}`,
    )
    await dataset.readBatch('train', [0], new Uint8Array(3 * imageSize * imageSize))
  } finally {
    dataset.close()
  }
}

/** A data set in a folder of files, one of which is mutated at a time. */
function dataset(
  name: 'idx' | 'idxPacked' | 'cifar' | 'cifarPython',
  { folder, fixtures, random }: Tools,
  kind: 'idx' | 'cifar10',
): Read {
  const source = join(fixtures, prepared[name])
  const opened = join(folder, name)
  cpSync(source, opened, { recursive: true })
  const files = readdirSync(source).map((file) => ({ file, bytes: readFileSync(join(source, file)) }))
  return async () => {
    const { file, bytes } = random.pick(files)
    const header = kind === 'idx' && name === 'idx' ? 16 : bytes.length
    const mutated = random.chance(0.5)
      ? Buffer.concat([mutate(bytes.subarray(0, header), random), bytes.subarray(header)])
      : mutate(bytes, random)
    writeFileSync(join(opened, file), mutated)
    try {
      await openAll({ kind, folder: opened })
    } finally {
      writeFileSync(join(opened, file), bytes)
    }
  }
}

const idx = format('idx', 'an IDX file', (tools) => dataset('idx', tools, 'idx'))
const idxPacked = format('idx-gz', 'an IDX file in gzip', (tools) => dataset('idxPacked', tools, 'idx'))
const cifar = format('cifar', 'a CIFAR-10 file', (tools) => dataset('cifar', tools, 'cifar10'))
const pickle = format('pickle', 'a file of the Python version of CIFAR-10 (pickle)', (tools) =>
  dataset('cifarPython', tools, 'cifar10'),
)

/** An archive of image folders. Most of its bytes are images, so its own structures are hit equally often. */
function archive(ending: 'zip' | 'tar' | 'tgz', what: string): Family {
  return format(ending, what, ({ folder, fixtures, random }) => {
    const whole = readFileSync(join(fixtures, prepared.archives, `pets.${ending}`))
    const plain = ending === 'tgz' ? gunzipSync(whole) : whole
    const file = join(folder, `pets.${ending}`)
    const own = ending === 'zip' ? whole.indexOf(Buffer.from('PK\x01\x02', 'latin1')) : 0
    return async () => {
      const mutated =
        ending === 'zip' && random.chance(0.5)
          ? Buffer.concat([whole.subarray(0, own), mutate(whole.subarray(own), random)])
          : mutate(ending === 'tgz' && random.chance(0.3) ? whole : plain, random)
      writeFileSync(file, ending === 'tgz' && mutated[0] !== 0x1f ? gzipSync(mutated, { level: 1 }) : mutated)
      const set = await openDataset({
        kind: 'imageFolder',
        folder: file,
        imageSize: 8,
        onCorrupt: random.pick(['skip', 'refuse']),
      })
      const { trainCount, testCount } = set.info
      set.close()
      must(trainCount > 0 && testCount > 0, `it opens with ${trainCount} and ${testCount} images`)
    }
  })
}

const together = 50

/** Images, many of which are decoded at once as in a data set. */
function images(ending: 'png' | 'jpeg' | 'webp' | 'bmp' | 'tiff'): Family {
  return format(ending, `an image (${ending === 'webp' ? 'WebP' : ending.toUpperCase()})`, (tools) => {
    const { folder, fixtures, random } = tools
    const root = join(folder, 'images')
    const isOther = ending === 'bmp' || ending === 'tiff'
    const source = join(fixtures, isOther ? prepared.otherImages : prepared.images, 'cats')
    const good = readdirSync(source)
      .filter((name) => name.endsWith(ending))
      .map((name) => readFileSync(join(source, name)))
    for (const name of ['cats', 'dogs']) {
      mkdirSync(join(root, name), { recursive: true })
      for (let i = 0; i < 3; i++) writeFileSync(join(root, name, `good${i}.${ending}`), good[0]!)
    }
    return async (part) => {
      writeFileSync(join(root, 'cats', `${part % together}.${ending}`), mutate(random.pick(good), random))
      if (part % together !== together - 1) return
      const set = await openDataset({ kind: 'imageFolder', folder: root, imageSize: 16, onCorrupt: 'skip' })
      const { trainCount, testCount, skipped } = set.info
      set.close()
      must(
        trainCount + testCount + skipped.length === together + 6,
        `${together + 6} images became ${trainCount + testCount} and ${skipped.length}`,
      )
    }
  })
}

/** Odd entries per folder. */
const oddTogether = 10

const folderNames = format(
  'names',
  'a folder of images (names, links, empty files)',
  ({ folder, fixtures, random }) => {
    const good = readFileSync(join(fixtures, prepared.images, 'cats/0.png'))
    const root = join(folder, 'set')
    const begin = () => {
      rmSync(root, { recursive: true, force: true })
      for (const name of ['a', 'b']) {
        mkdirSync(join(root, name), { recursive: true })
        for (let i = 0; i < 3; i++) writeFileSync(join(root, name, `good${i}.png`), good)
      }
    }
    return async (part) => {
      if (part % oddTogether === 0) begin()
      strange(join(root, random.pick(['a', 'a', 'b', 'b', ''])), good, random)
      if (part % oddTogether !== oddTogether - 1) return
      const set = await openDataset({ kind: 'imageFolder', folder: root, imageSize: 8, onCorrupt: 'skip' })
      const { trainCount, testCount } = set.info
      set.close()
      must(trainCount + testCount >= 6, `only ${trainCount + testCount} of the six good images are in it`)
    }
  },
)

const parts = [
  'x',
  '한글',
  '\u202E',
  '\n',
  '\t',
  ' ',
  '.',
  '..',
  '-',
  '%00',
  '\\',
  '"',
  "'",
  '*',
  '\u0301',
  'con',
  '🧪',
  'train',
  'test',
]

/** Creates something in a folder that no data set should contain. */
function strange(folder: string, good: Buffer, random: Random): void {
  const stem = Array.from({ length: random.between(1, 4) }, () => random.pick(parts)).join('')
  const name = `${stem}${random.pick(['.png', '.PNG', '.jpg', '.webp', '', '.txt', '.png.png'])}`
  const path = join(folder, name)
  if (existsSync(path)) return
  try {
    switch (random.below(9)) {
      case 0:
        symlinkSync('nowhere', path)
        break
      case 1:
        symlinkSync(name, path)
        break
      case 2:
        symlinkSync('/dev/null', path)
        break
      case 3:
        writeFileSync(path, '')
        break
      case 4:
        mkdirSync(path)
        break
      case 5:
        writeFileSync(
          Buffer.concat([Buffer.from(`${folder}/`), random.bytes(1).map(() => 0xff), Buffer.from('x.png')]),
          good,
        )
        break
      default:
        writeFileSync(path, good)
    }
  } catch {
    // The system does not allow such a name.
  }
}

/** Mutated files, folders and archives of every kind of data set. */
export const datasetFormats: readonly Family[] = [
  ...[idx, idxPacked, cifar, pickle],
  ...[images('png'), images('jpeg'), images('webp'), images('bmp'), images('tiff'), folderNames],
  archive('zip', 'an archive of images (zip)'),
  archive('tar', 'an archive of images (tar)'),
  archive('tgz', 'an archive of images (tar in gzip)'),
]
