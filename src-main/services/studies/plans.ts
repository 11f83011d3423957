import { isDeepStrictEqual } from 'node:util'
import type { DatasetContents } from '#shared/contract/datasets.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import { nameInSentences } from '#shared/datasets/datasetName.ts'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { suggestion } from '#shared/schema/nearestName.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { batchesPerEpoch, imagesToTrainOn } from '#shared/training/epochImages.ts'
import { LabError } from '#main/store/labError.ts'
import { plansHere, plansOf } from '#main/trainer/providers/plansHere.ts'
import { providerIds, providers } from '#main/trainer/providers/providers.ts'

/** The id of a plan's lowering plan, or its provider's default. Throws LabError 'invalid' if unknown. */
export const loweringPlanOf = ({ provider, lowering }: Pick<StudyPlan, 'provider' | 'lowering'>): string =>
  loweringPlanHere(provider, lowering)

/**
 * The id of the lowering plan for new runs of a provider: the named one, or the provider's default. Throws LabError
 * 'invalid' if either is unknown or they do not go together.
 */
export function loweringPlanHere(provider: string, lowering?: string): string {
  const id = providerIds.find((known) => known === provider)
  if (!id)
    throw new LabError('invalid', sentence('providerUnknown', { provider, hint: suggestion(provider, providerIds) }))
  if (lowering === undefined) return loweringPlans[providers[id].plan].id
  const name = [...plansHere.keys()].find((known) => known === lowering)
  if (!name) {
    const hint = suggestion(lowering, [...plansHere.keys()])
    throw new LabError('invalid', sentence('loweringUnknown', { lowering, hint }))
  }
  const plans = plansOf(id)
  const plan = plans.get(name)
  if (plan) return plan.id
  const known = [...plans.keys()]
  throw new LabError('invalid', sentence('loweringOfOther', { lowering, provider, known }))
}

/**
 * Whether two plans agree on everything about each network, regardless of key order, of the number of networks and of
 * what their study varies.
 */
export function equalPlans(plan: StudyPlan, other: StudyPlan): boolean {
  const plain = (one: StudyPlan): unknown => JSON.parse(JSON.stringify({ ...one, perSpace: 0, varied: undefined }))
  return isDeepStrictEqual(plain(plan), plain(other))
}

/** Throws LabError 'invalid' or ValueError if plan and data set do not fit together. */
export function requireFit(
  plan: StudyPlan,
  contents: Pick<DatasetContents, 'name' | 'imageSize' | 'trainCount' | 'validationCount'>,
): void {
  loweringPlanOf(plan)
  const { imageSize } = contents
  const name = nameInSentences(plan.dataset, contents.name)
  const { recipe } = plan
  if (imageSize !== plan.imageSize) {
    throw new LabError('invalid', sentence('imageSizesDiffer', { size: plan.imageSize, name, found: imageSize }))
  }
  batchesPerEpoch(recipe, imagesToTrainOn(recipe, contents), name)
}
