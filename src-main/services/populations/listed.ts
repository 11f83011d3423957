import type { DatasetContents } from '#shared/contract/datasets.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import { asBuilt } from '#shared/networks/buildable.ts'
import type { ListedNetwork } from '#shared/studyFiles/networkLists.ts'
import type { PopulationSeeds } from '#shared/studyFiles/seeds.ts'
import { drawRecipe } from '#shared/training/recipeSweep.ts'
import { loweringPlanOf } from '../studies/plans.ts'
import type { NewNetwork } from './populations.ts'
import { predictedPeakBytes } from './predictedMemory.ts'

interface Training {
  plan: StudyPlan
  contents: Pick<DatasetContents, 'classNames'>
  seeds: PopulationSeeds
}

/**
 * Listed networks with their training settings, in the order of their list: with the classes and image size of the
 * data, and tagged with the names they have.
 */
export function listedToTrain(listed: readonly ListedNetwork[], { plan, contents, seeds }: Training): NewNetwork[] {
  const { imageSize, recipe } = plan
  const classes = contents.classNames.length
  return listed.map(({ name, network: given, draw }, i) => {
    const network = asBuilt({ ...given, classes, imageSize })
    return {
      ...{ network, draw, recipeDraw: drawRecipe(plan.sweep, seeds.sampling, i) },
      ...{ seed: seeds.training(i), plan: loweringPlanOf(plan) },
      ...(name !== null && { tags: [name] }),
      predictedPeakBytes: predictedPeakBytes(network, recipe.batchSize),
    }
  })
}
