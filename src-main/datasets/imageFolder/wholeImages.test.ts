import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeEach, expect, it } from 'vitest'
import { recipeSchema } from '#shared/training/recipe.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { TrainingBatches } from '#main/trainer/training/trainingBatches.ts'
import type { Dataset, OpenEnvironment } from '../dataset.ts'
import { openDataset } from '../kinds.ts'

const newFolder = temporaryFolders()
let folder: string
beforeEach(async () => {
  folder = newFolder()
  // Red at both ends, outside the centre square; grey inside it.
  const wide = await striped(48, 16, (x) => (x < 8 || x >= 40 ? [200, 0, 0] : [90, 90, 90]))
  const tall = await striped(16, 32, () => [10, 20, 30])
  const turned = await sharp(tall).jpeg({ quality: 100 }).withMetadata({ orientation: 6 }).toBuffer()
  for (const name of ['a', 'b', 'c']) {
    mkdirSync(join(folder, 'set/train', name), { recursive: true })
    writeFileSync(join(folder, 'set/train', name, '0.png'), name === 'a' ? wide : tall)
    if (name === 'c') writeFileSync(join(folder, 'set/train/c/1.jpg'), turned)
  }
  mkdirSync(join(folder, 'set/test/a'), { recursive: true })
  writeFileSync(join(folder, 'set/test/a/0.png'), wide)
})

function striped(width: number, height: number, colour: (x: number) => readonly number[]): Promise<Buffer> {
  const pixels = Buffer.from(Array.from({ length: width * height }, (_, i) => colour(i % width)).flat())
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}
const open = (cropFrom: number | undefined, environment: OpenEnvironment = {}) =>
  openDataset(
    { kind: 'imageFolder', folder: join(folder, 'set'), imageSize: 8, ...(cropFrom && { cropFrom }) },
    environment,
  )
async function wholeOf({ whole }: Dataset): Promise<Uint8Array> {
  const into = new Uint8Array(4 * 3 * whole!.size ** 2)
  await whole!.readBatch([0, 1, 2, 3], into)
  return into
}

it('uncropped images keep their aspect and show what the centre crop cuts off', async () => {
  const dataset = await open(24)
  expect([...Array.from(dataset.whole!.aspects)]).toEqual([3, 0.5, 0.5, 2])
  const pixels = await wholeOf(dataset)
  const centre = new Uint8Array(4 * 192)
  await dataset.readBatch('train', [0, 1, 2, 3], centre)
  expect(centre.subarray(0, 64).includes(200)).toBe(false)
  expect([pixels[0], pixels[23], pixels[12]]).toEqual([200, 200, 90])
  dataset.close()
})

it('uncropped images count towards the content hash, which is unchanged without them', async () => {
  const hashes = await Promise.all(
    [undefined, 24, 16].map(async (cropFrom) => {
      const dataset = await open(cropFrom)
      const { info, whole } = dataset
      dataset.close()
      expect(whole === undefined).toBe(cropFrom === undefined)
      return info.hash
    }),
  )
  expect(new Set(hashes).size).toBe(3)
})

it('uncropped images are identical when caching, from the cache, in memory and decoded per batch', async () => {
  const cacheDir = join(folder, 'cache')
  const seen: unknown[] = []
  for (const environment of [
    { cacheDir },
    { cacheDir },
    {},
    { cacheDir, cacheLimitBytes: 10 },
    { cacheLimitBytes: 10 },
  ]) {
    const dataset = await open(24, environment)
    seen.push([dataset.info, [...Array.from(dataset.whole!.aspects)], await wholeOf(dataset)])
    dataset.close()
  }
  for (const other of seen) expect(other).toEqual(seen[0])
})

it('random resized crops reach the ends of an image, evaluation does not', async () => {
  const dataset = await open(24)
  const crops = { cropPadding: 0, flip: false, randomResizedCrop: { area: [0.2, 0.5], aspect: [0.75, 1.3333] } }
  const recipe = (augmentation: object) => recipeSchema.parse({ batchSize: 4, augmentation })
  const reds = async (augmentation: object) => {
    const train = Int32Array.of(0, 0, 0, 0)
    const batches = new TrainingBatches(dataset, train, recipe(augmentation), 1, loweringPlans.portable)
    let found = 0
    for (let epoch = 0; epoch < 30; epoch++) {
      const images = new Float32Array(4 * 192)
      await batches.writeImages(batches.draw(epoch, 0), images)
      const { mean, std } = dataset.info
      if (images.some((value, i) => i % 192 < 64 && value * std[0] + mean[0] > 0.7)) found++
    }
    return found
  }
  expect(await reds(crops)).toBeGreaterThan(10)
  expect(await reds({ ...crops, randomResizedCrop: null })).toBe(0)
  dataset.close()
})
