import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import { SentenceError, ValueError } from '#shared/sentences/sentence.ts'
import { studySpaces } from '#shared/studies/studyFile.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { readStudyText } from '#main/background/readStudyText.ts'
import { readBundle } from '#main/bundles/bundleFile.ts'
import { sealedFile } from '#main/bundles/testing/sealedFile.ts'
import { planFromFile } from '#main/services/studyDefinition.ts'
import { readWeights } from '#main/trainer/weights.ts'
import { PeakMemory } from '#main/trainer/peakMemory.ts'
import { mutate } from '../damage.ts'
import { described, must, type Family, type Tools } from '../family.ts'
import { prepared } from '../lab/fixtures.ts'
import type { Random } from '../random.ts'

const filesOfTrial = 1000
/** Of the process, beyond which reading small files has taken too much. */
const mostMemory = 3 * 2 ** 30

type Read = (part: number) => unknown

/** A kind of file: `begin` gives what reads the next mutated one, as part of the trial. */
function format(id: string, what: string, begin: (tools: Tools) => Read): Family {
  return {
    id: `format-${id}`,
    promise: `Whatever is in ${what}, it is read or refused with a sentence`,
    trials: 100,
    parts: filesOfTrial,
    limitMs: 240_000,
    async run(_, tools) {
      const read = begin(tools)
      const peak = new PeakMemory()
      for (let part = 0; part < tools.parts; part++) {
        tools.at(part)
        try {
          await read(part)
        } catch (error) {
          must(isSaid(error), `part ${part}: ${described(error)}`)
        }
      }
      must(peak.bytes < mostMemory, `${Math.round(peak.bytes / 2 ** 20)} MiB of memory were needed`)
    },
  }
}

/** Whether an error is a sentence for the user and not one of the engine's own. */
function isSaid(error: unknown): boolean {
  if (error instanceof SentenceError || error instanceof ValueError) return !isRaw(error.message)
  return error instanceof RangeError && !('code' in error) && !isRaw(error.message)
}
const isRaw = (message: string) =>
  /call stack|Invalid (typed )?array|allocation|Invalid string length|out of range|Cannot (read|destructure)/i.test(
    message,
  )

/** Bytes of a prepared file, and mutations of them. */
function mutations(file: string, random: Random): () => Buffer {
  const bytes = readFileSync(file)
  return () => mutate(bytes, random)
}

const studies = join(import.meta.dirname, '../../../resources/studies')

function readStudy(text: string): void {
  const file = readStudyText(text)
  studySpaces(file)
  planFromFile(file)
}

const yaml = format('yaml', 'a study file (YAML)', ({ random }) => {
  const texts = readdirSync(studies).map((name) => readFileSync(join(studies, name)))
  return () => readStudy(mutate(random.pick(texts), random).toString('utf8'))
})

const json = format('json', 'a study file (JSON)', ({ fixtures, random }) => {
  const next = mutations(join(fixtures, prepared.study), random)
  return () => readStudy(next().toString('utf8'))
})

const bundle = format('bundle', 'a bundle (.regbench)', ({ fixtures, random }) => {
  const packed = readFileSync(join(fixtures, prepared.smallBundle))
  const text = gunzipSync(packed)
  return () => {
    if (random.chance(0.3)) readBundle(mutate(packed, random))
    else readBundle(sealedAnew(mutate(text, random)))
  }
})

/** The file of a bundle's text with the seal that fits it, so that more than the seal is tried; without where none fits. */
function sealedAnew(text: Buffer): Buffer {
  try {
    return sealedFile(JSON.parse(text.toString('utf8')) as object)
  } catch {
    return gzipSync(text, { level: 1 })
  }
}

const safetensors = format('safetensors', 'a file of weights (safetensors)', ({ folder, fixtures, random }) => {
  const source = join(fixtures, prepared.finished, 'weights/run-1.safetensors')
  const bytes = readFileSync(source)
  const header = 8 + Number(bytes.readBigUInt64LE(0))
  const file = join(folder, 'run-1.safetensors')
  return () => {
    // Most of the file is numbers, of which any is one: the header is hit as often.
    const mutated = random.chance(0.5)
      ? mutate(bytes, random)
      : Buffer.concat([mutate(bytes.subarray(0, header), random), bytes.subarray(header)])
    writeFileSync(file, mutated)
    readWeights(file)
  }
})

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

/** A data set in a folder of files, of which one is mutated at a time. */
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

/** An archive of folders of images, of which most bytes are those of images: its own are hit as often. */
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

/** Images, of which many are decoded at once as a data set does. */
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

/** Odd entries of one folder. */
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

/** Puts something in a folder that no data set is meant to hold. */
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
    // The system has no such name.
  }
}

/** Mutated files of every format that is read. */
export const formats: readonly Family[] = [
  ...[yaml, json, bundle, safetensors, idx, idxPacked, cifar, pickle],
  ...[images('png'), images('jpeg'), images('webp'), images('bmp'), images('tiff'), folderNames],
  archive('zip', 'an archive of images (zip)'),
  archive('tar', 'an archive of images (tar)'),
  archive('tgz', 'an archive of images (tar in gzip)'),
]
