import type { RegimeKey } from '#shared/designspaces/regimeKeys.ts'
import { atImageSize } from '#shared/datasets/datasetSize.ts'
import type { StudyPlan } from './studies.ts'

/** The plan under other values of what can be varied; its images have the size of these if its data set has any size. */
export function planOfRegime(
  plan: StudyPlan,
  { flops, imageSize, epochs }: Pick<StudyPlan, Exclude<RegimeKey, 'epochs'>> & { readonly epochs: number },
): StudyPlan {
  const { dataset, recipe } = plan
  return { ...plan, flops, imageSize, dataset: atImageSize(dataset, imageSize), recipe: { ...recipe, epochs } }
}
