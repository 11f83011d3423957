import { describe, expect, it } from 'vitest'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { recipeSchema, type RecipeInput } from '#shared/training/recipe.ts'
import { batchPlace, type HostReason } from './batchPlace.ts'
import type { EngineName } from './createEngine.ts'

const cifar = { imageSize: 32, count: 50_000 }
const { gpu } = loweringPlans
const place = (recipe: RecipeInput, images = cifar, engine: EngineName = 'resident') =>
  batchPlace({ provider: 'webgpu', engine }, gpu, recipeSchema.parse(recipe), images)
const crops: RecipeInput = {
  augmentation: { cropPadding: 0, flip: true, randomResizedCrop: { area: [0.08, 1], aspect: [0.75, 1.33] } },
}

describe('batches are made', () => {
  it('on the device, from CIFAR in two parts or from fewer images in one', () => {
    expect(place({})).toEqual({ device: { ...cifar, perPart: 31_774 } })
    const few = { imageSize: 16, count: 400 }
    expect(place({}, few)).toEqual({ device: { ...few, perPart: 400 } })
  })
  it.each([
    ['where the state is on the host', {}, cifar, 'host', 'memory'],
    ['for resized crops', crops, cifar, 'resident', 'float64'],
    ['of many large images', {}, { imageSize: 224, count: 2700 }, 'resident', 'size'],
    ['of an image larger than a buffer', {}, { imageSize: 6000, count: 1 }, 'resident', 'size'],
  ] satisfies [string, RecipeInput, typeof cifar, EngineName, HostReason][])(
    'on the host %s',
    (_, recipe, images, engine, reason) => {
      expect(place(recipe, images, engine)).toEqual({ host: reason })
    },
  )
  it('on the device also if mixed, but under plans that mix in float64', () => {
    const recipe = recipeSchema.parse({ mixupAlpha: 0.2 })
    const resident = { provider: 'webgpu', engine: 'resident' } as const
    expect(batchPlace(resident, gpu, recipe, cifar)).toEqual(place({}))
    expect(batchPlace(resident, loweringPlans['gpu-1'], recipe, cifar)).toEqual({ host: 'float64' })
  })
  it('on the host where there is no other memory', () => {
    const cpu = { provider: 'cpu', engine: 'resident' } as const
    expect(batchPlace(cpu, gpu, recipeSchema.parse({}), cifar)).toEqual({ host: 'memory' })
  })
})
