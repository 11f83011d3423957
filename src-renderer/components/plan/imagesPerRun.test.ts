import { expect, it } from 'vitest'
import { studyPlanSchema } from '#shared/contract/studies.ts'
import { imagesPerRun } from './imagesPerRun.ts'

const plan = (recipe: object) =>
  studyPlanSchema.parse({
    ...{
      imageSize: 16,
      dataset: { kind: 'synthetic', trainCount: 1000 },
      recipe: { epochs: 3, batchSize: 32, ...recipe },
    },
    ...{ flops: null, perSpace: 1, seed: 1, provider: 'cpu' },
  })

it('a network sees whole batches, as counted by the forecast', () => {
  expect(imagesPerRun(plan({ validation: { share: 0.1 } }))).toBe(3 * 896)
  expect(imagesPerRun(plan({ imagesPerEpoch: 100 }))).toBe(3 * 96)
  expect(imagesPerRun(plan({}), { trainCount: 40 })).toBe(3 * 32)
})
