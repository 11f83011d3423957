import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDataset } from '#main/datasets/kinds.ts'
import { damageFile, damages } from '../damage.ts'
import { must, type Family } from '../family.ts'
import { prepared } from '../lab/fixtures.ts'

const kinds = [...damages, 'zeros', 'otherHash', 'stranger'] as const

/** Damage to cached decoded images. */
export const cache: Family = {
  id: 'cache',
  promise: 'Damaged decoded images are made again: training sees the same pixels',
  trials: 400,
  limitMs: 60_000,
  async run(trial, { folder, fixtures, random }) {
    const cacheDir = join(folder, 'cache')
    const images = join(fixtures, prepared.images)
    const healthy = await pixelsOf(images, cacheDir)
    const ending = trial % 2 === 0 ? '.records' : '.json'
    const name = readdirSync(cacheDir).find((entry) => entry.endsWith(ending))!
    const file = join(cacheDir, name)
    const kind = kinds[Math.floor(trial / 2) % kinds.length]!
    let what: string = kind
    if (kind === 'zeros') writeFileSync(file, Buffer.alloc(statSync(file).size))
    else if (kind === 'otherHash') {
      const text = readFileSync(file, 'latin1')
      writeFileSync(file, text.replace(/[0-9a-f]{64}/, 'ab'.repeat(32)), 'latin1')
    } else if (kind === 'stranger') writeFileSync(`${file}.4711.6f1c0b1e-58d0-4ee3-9a3f-5a2b8c1d0e9f`, 'half')
    else what = damageFile(file, kind, random)
    must((await pixelsOf(images, cacheDir)) === healthy, `${ending}: ${what}: other pixels`)
  },
}

/** The digest of a data set's own hash and all its records. */
async function pixelsOf(folder: string, cacheDir: string): Promise<string> {
  const dataset = await openDataset({ kind: 'imageFolder', folder, imageSize: 16 }, { cacheDir })
  try {
    const { hash, trainCount, mean, std } = dataset.info
    const pixels = new Uint8Array(trainCount * 768)
    await dataset.readBatch(
      'train',
      Array.from({ length: trainCount }, (_, i) => i),
      pixels,
    )
    return createHash('sha256')
      .update(JSON.stringify([hash, mean, std]))
      .update(pixels)
      .digest('hex')
  } finally {
    dataset.close()
  }
}
