import type { DatasetContents } from '#shared/contract/datasets.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import { loweringPlans } from '#shared/lowering/plans.ts'
import { suggestion } from '#shared/schema/nearestName.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import { LabError } from '#main/store/labError.ts'
import { providers, type Provider } from '#main/trainer/providers.ts'

/** The id of the lowering plan of a plan's provider. Throws LabError 'invalid' for an unknown provider. */
export const loweringPlanOf = ({ provider }: StudyPlan): string => loweringPlanHere(provider)

/** The id of the lowering plan by which a provider's runs are trained here. Throws LabError 'invalid' for an unknown one. */
export function loweringPlanHere(provider: string): string {
  const found = Object.entries(providers).find(([id]) => id === provider) as [string, Provider] | undefined
  if (found) return loweringPlans[found[1].plan].id
  const hint = suggestion(provider, Object.keys(providers))
  throw new LabError('invalid', sentence('providerUnknown', { provider, hint }))
}

/** Images of one epoch of training: those of whole batches. */
export function imagesPerEpoch({ batchSize, imagesPerEpoch: wanted, validation }: Recipe, trainCount: number): number {
  const images = wanted ?? trainCount - Math.round(trainCount * validation.share)
  return Math.floor(images / batchSize) * batchSize
}

/** Throws LabError 'invalid' where plan and data set do not fit together. */
export function requireFit(plan: StudyPlan, contents: DatasetContents): void {
  loweringPlanOf(plan)
  const { name, imageSize, trainCount } = contents
  const { recipe } = plan
  if (imageSize !== plan.imageSize) {
    throw new LabError('invalid', sentence('imageSizesDiffer', { size: plan.imageSize, name, found: imageSize }))
  }
  const left = trainCount - Math.round(trainCount * recipe.validation.share)
  if ((recipe.imagesPerEpoch ?? 0) > left) {
    throw new LabError('invalid', sentence('epochTooLong', { images: recipe.imagesPerEpoch ?? left, name, left }))
  }
  if (imagesPerEpoch(recipe, trainCount) === 0) {
    const images = Math.min(left, recipe.imagesPerEpoch ?? left)
    throw new LabError('invalid', sentence('batchTooLarge', { batchSize: recipe.batchSize, name, images }))
  }
}
