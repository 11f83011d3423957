import { expect, it } from 'vitest'
import { outside } from '#shared/training/packedImages.ts'
import type { RecordSource } from './batchReader.ts'
import { packTraining } from './packTraining.ts'

/** Images of one pixel whose red and green tell their index. */
const pixels: RecordSource = {
  size: 1,
  readBatch(indices, into) {
    for (let i = 0; i < indices.length; i++) into.set([indices[i]! & 255, indices[i]! >> 8, 0], 3 * i)
    return Promise.resolve()
  },
}

it('packs every image of a part in order, however many are read at once', async () => {
  const indices = Int32Array.from({ length: 1300 }, (_, n) => 2 * n)
  const parts = { imageSize: 1, count: indices.length, perPart: 700 }
  const shown = async (part: number) => (await packTraining(pixels, indices, parts, part)).filter((_, i) => i % 2 === 0)
  expect(await shown(0)).toEqual(Float32Array.from([...indices.subarray(0, 700), outside]))
  expect(await shown(1)).toEqual(Float32Array.from([...indices.subarray(700).map((index) => index - outside), 0]))
})

it('rejects where an image cannot be read', async () => {
  const broken: RecordSource = { size: 1, readBatch: () => Promise.reject(new Error('no such file')) }
  const parts = { imageSize: 1, count: 1, perPart: 1 }
  await expect(packTraining(broken, Int32Array.of(0), parts, 0)).rejects.toThrow('no such file')
})
