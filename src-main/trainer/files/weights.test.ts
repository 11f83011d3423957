import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { anyNetwork } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import { runDigest } from './runDigest.ts'
import { checkWeights, readWeights, writeWeights } from './weights.ts'

const newFolder = temporaryFolders()
const tensors = new Map([['a', { shape: [4], data: Float32Array.of(1, 2, 3, 4) }]])
const digest = runDigest([], tensors)

/** The weights of a run as written before checksums existed. */
function oldFile(): string {
  const path = join(newFolder(), 'weights.safetensors')
  const channel = [0.5, 0.5, 0.5] as [number, number, number]
  writeWeights(path, tensors, {
    ...{ network: anyNetwork, recipe: recipeSchema.parse({ epochs: 1 }), seed: 1, plan: 'p', provider: 'cpu' },
    dataset: { id: 'd', name: 'd', hash: 'h', classNames: ['x', 'y'], mean: channel, std: channel },
    ...{ validationErrors: 1, validationCount: 2, digest, onnxruntime: '1' },
  })
  const bytes = readFileSync(path)
  const start = 8 + Number(bytes.readBigUInt64LE(0))
  const header = JSON.parse(bytes.toString('utf8', 8, start)) as { __metadata__: Record<string, string> }
  delete header.__metadata__['checksum']
  const text = Buffer.from(JSON.stringify(header))
  const padded = Buffer.concat([text, Buffer.alloc((8 - (text.length % 8)) % 8, 0x20)])
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(padded.length))
  writeFileSync(path, Buffer.concat([length, padded, bytes.subarray(start)]))
  return path
}

it('verifies weights from before checksums against the digest of their run', () => {
  const path = oldFile()
  expect(checkWeights(path, { digest, epochs: [] })).toBeNull()
  const bytes = readFileSync(path)
  bytes[bytes.length - 3]! ^= 8
  writeFileSync(path, bytes)
  expect(readWeights(path).description.digest).toBe(digest)
  expect(checkWeights(path, { digest, epochs: [] })).toMatchObject({ key: 'weightsUnusable' })
})
