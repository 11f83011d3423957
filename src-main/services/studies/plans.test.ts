import { describe, expect, it } from 'vitest'
import type { DatasetContents } from '#shared/contract/datasets.ts'
import { datasetSpecSchema } from '#shared/datasets/datasetSpec.ts'
import { saidIn } from '#shared/sentences/saidIn.ts'
import { englishText, sentence } from '#shared/sentences/sentence.ts'
import { loweringPlanOf, requireFit } from './plans.ts'
import { smallPlan } from '../testing/benchFixture.ts'

/** 300 images, of which a fifth is held out: 240 are left for training. */
const contents = { name: 'photos', imageSize: 16, trainCount: 300, classNames: ['cat', 'dog'] } as DatasetContents
const validation = { share: 0.2, splitSeed: 0 }
const photos = { kind: 'cifar10', folder: '/photos' } as const
const planWith = (recipe: object) => smallPlan({ validation, ...recipe }, { dataset: photos })
const refused = (said: unknown) => expect.objectContaining({ sentence: said }) as Error

describe('A plan', () => {
  it.each([{ batchSize: 240 }, { batchSize: 32, imagesPerEpoch: 240 }, { batchSize: 32, imagesPerEpoch: 32 }])(
    'fits its data set up to the last image: %j',
    (recipe) => {
      expect(() => requireFit(planWith(recipe), contents)).not.toThrow()
    },
  )

  it.each([
    [{ batchSize: 241 }, sentence('batchTooLarge', { batchSize: 241, name: 'photos', images: 240 })],
    [{ batchSize: 33, imagesPerEpoch: 32 }, sentence('batchTooLarge', { batchSize: 33, name: 'photos', images: 32 })],
    [{ imagesPerEpoch: 241 }, sentence('epochTooLong', { images: 241, name: 'photos', left: 240 })],
  ])('that needs more is refused: %j', (recipe, said) => {
    expect(() => requireFit(planWith(recipe), contents)).toThrow(refused(said))
  })

  it('for images of another size is refused', () => {
    const said = sentence('imageSizesDiffer', { size: 16, name: 'photos', found: 32 })
    expect(() => requireFit(planWith({}), { ...contents, imageSize: 32 })).toThrow(refused(said))
  })

  it("that does not fit the built-in images names them in the reader's language", () => {
    const dataset = datasetSpecSchema.parse({ kind: 'synthetic', seed: 4 })
    const plan = { ...planWith({ batchSize: 500 }), dataset }
    const name = sentence('builtInImages', { seed: 4, imageSize: 16 })
    const said = sentence('batchTooLarge', { batchSize: 500, name, images: 240 })
    expect(() => requireFit(plan, contents)).toThrow(refused(said))
    expect(englishText(said)).toContain('an epoch of the built-in images (seed 4, 16 px) has 240')
    expect(saidIn('ko', said)).toContain('내장 이미지(시드 4, 16 px)')
  })

  it('suggests the nearest provider for an unknown one', () => {
    expect(() => loweringPlanOf(smallPlan({}, { provider: 'cudda' }))).toThrow(/"cudda" is not known \(.*cuda/)
  })
  it('with a lowering that its provider does not support is refused with the supported ones', () => {
    const known = ['webgpu', 'gpu', 'gpu-1']
    const said = sentence('loweringOfOther', { lowering: 'portable', provider: 'webgpu', known })
    expect(() => loweringPlanOf(smallPlan({}, { provider: 'webgpu', lowering: 'portable' }))).toThrow(refused(said))
    expect(loweringPlanOf(smallPlan({}, { provider: 'webgpu' }))).toBe('gpu-2')
    expect(loweringPlanOf(smallPlan({}, { provider: 'cuda', lowering: 'portable' }))).toBe('portable-1')
  })
})
