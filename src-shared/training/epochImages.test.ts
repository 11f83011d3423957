import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batchesPerEpoch, imagesPerEpoch, imagesToTrainOn, validationImages } from './epochImages.ts'
import { recipeSchema } from './recipe.ts'

const recipe = (changes: object) => recipeSchema.parse({ batchSize: 32, ...changes })

describe('the images of an epoch', () => {
  it('come in whole batches', () => {
    const { validation, ...rest } = recipe({ validation: { share: 0.1 } })
    expect(imagesToTrainOn({ validation }, { trainCount: 1000 })).toBe(900)
    expect([imagesPerEpoch(rest, 900), batchesPerEpoch(rest, 900, 'letters')]).toEqual([896, 28])
    expect(imagesPerEpoch(recipe({ imagesPerEpoch: 100 }), 900)).toBe(96)
    expect(imagesPerEpoch(recipe({ imagesPerEpoch: 1000 }), 900)).toBe(896)
  })

  it('include all training images if the data set has its own validation images', () => {
    const counts = { trainCount: 1000, validationCount: 70 }
    expect([imagesToTrainOn(recipe({}), counts), validationImages(recipe({}), counts)]).toEqual([1000, 70])
    expect(validationImages(recipe({}), { trainCount: 1000, validationCount: 0 })).toBe(100)
  })

  it('number as many as its batches hold, wherever there is one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 5000 }), (batchSize, images) => {
        fc.pre(images >= batchSize)
        const asked = recipe({ batchSize })
        expect(batchesPerEpoch(asked, images, 'x') * batchSize).toBe(imagesPerEpoch(asked, images))
      }),
    )
  })

  it('may be all images, or a single batch', () => {
    expect(batchesPerEpoch(recipe({ imagesPerEpoch: 900 }), 900, 'x')).toBe(28)
    expect(batchesPerEpoch(recipe({}), 32, 'x')).toBe(1)
  })

  it('cannot exceed the images available', () => {
    expect(() => batchesPerEpoch(recipe({ imagesPerEpoch: 901 }), 900, 'letters')).toThrow(
      'The plan requires 901 images per epoch, but letters has 900 to train on. Use fewer.',
    )
    expect(() => batchesPerEpoch(recipe({}), 31, 'letters')).toThrow('The batch size is 32')
    expect(() => batchesPerEpoch(recipe({ imagesPerEpoch: 8 }), 900, 'letters')).toThrow('an epoch of letters has 8')
  })
})
