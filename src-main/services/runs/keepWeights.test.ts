import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { recipeSchema } from '#shared/training/recipe.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { addFakePopulation, anyNetwork, fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { checkWeights, readWeights, WeightsError, writeWeights } from '#main/trainer/files/weights.ts'

const newFolder = temporaryFolders()
let lab: Lab
let id: number
let file: string
let digest: string

/** Writes a weights file for the run with that digest. */
function write(path: string, of: string): void {
  const colour: [number, number, number] = [0.5, 0.5, 0.5]
  writeWeights(path, new Map([['head.fc.bias', { shape: [2], data: Float32Array.of(1, 2) }]]), {
    ...{ network: anyNetwork, recipe: recipeSchema.parse({}), seed: 0, plan: 'portable', provider: 'cpu', digest: of },
    dataset: { id: 'd', name: 'd', hash: 'abc', classNames: ['a', 'b'], mean: colour, std: colour },
    ...{ validationErrors: 1, validationCount: 2, onnxruntime: '1.0.0' },
  })
}

beforeEach(async () => {
  lab = await createLab(fakeLabOptions(newFolder()))
  id = lab.runs(addFakePopulation(lab, 1, {}, { keepWeights: { keep: 'all' } }))[0]!.id
  lab.start()
  await lab.waitUntilIdle()
  file = lab.weightsFile(id)!
  digest = lab.run(id).digest!
  write(file, digest)
})
afterEach(() => lab.close())

it('Intact weights of a run are pinned', async () => {
  expect(checkWeights(file, { digest, epochs: [] })).toBeNull()
  expect(await lab.restoreWeights(id)).toBe(false)
  expect(lab.run(id)).toMatchObject({ status: 'finished', pinned: true, attempt: 1 })
})

it.each([
  ['damaged', 'weightsUnusable', () => writeFileSync(file, readFileSync(file).fill(0, 30, 90))],
  ['gone', 'weightsUnusable', () => rmSync(file)],
  ["another run's", 'weightsOfOtherRun', () => write(file, 'f'.repeat(64))],
])('Weights that are %s are refused, and retrained when they are to be kept', async (_, key, harm) => {
  harm()
  expect(checkWeights(file, { digest, epochs: [] })).toMatchObject({ key })
  expect(() => readWeights(file, { digest, epochs: [] })).toThrow(WeightsError)
  expect(await lab.restoreWeights(id)).toBe(true)
  await lab.waitUntilIdle()
  expect(lab.run(id)).toMatchObject({ status: 'finished', pinned: true, attempt: 2, digest })
})

it('A folder where the weights file belongs is refused by name before any training', async () => {
  rmSync(file)
  mkdirSync(file)
  await expect(lab.restoreWeights(id)).rejects.toThrow('is a folder or a link')
  expect(lab.run(id).status).toBe('finished')
})
