import type { DatasetContents } from '#shared/contract/datasets.ts'
import type { PopulationForecast } from '#shared/contract/populations.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import type { SampledPopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { imagesPerEpoch, imagesToTrainOn } from '#shared/training/epochImages.ts'
import { listPilots, type PilotKey } from '#main/store/tables/pilots.ts'
import type { LabContext } from '../labContext.ts'
import { predictedPeakBytes } from './predictedMemory.ts'

/** How networks are to be trained, and on which images. */
interface Trained {
  plan: StudyPlan
  contents: DatasetContents
}

/** What pilot measurements are stored under. */
export const pilotKey = ({ plan, contents }: Trained): PilotKey => ({
  provider: plan.provider,
  datasetHash: contents.hash,
  batchSize: plan.recipe.batchSize,
})

/** The predicted cost of the networks of a sample found among `draws` candidates. */
export function foretold(
  { db, queue }: Pick<LabContext, 'db' | 'queue'>,
  { plan, contents }: Trained,
  { networks, plainAcceptanceRate }: Pick<SampledPopulation, 'networks' | 'plainAcceptanceRate'>,
  draws: number,
): PopulationForecast {
  const { recipe } = plan
  const peakBytes = Math.max(...networks.map(({ network }) => predictedPeakBytes(network, recipe.batchSize)))
  return {
    seed: plan.seed,
    acceptanceRate: plainAcceptanceRate,
    draws,
    flops: networks.map(({ complexity }) => complexity.flops),
    activations: networks.map(({ complexity }) => complexity.activations),
    parameters: networks.map(({ complexity }) => complexity.parameters),
    peakBytes,
    trainers: queue.trainersFor(plan.provider, peakBytes),
    imagesPerRun: recipe.epochs * imagesPerEpoch(recipe, imagesToTrainOn(recipe, contents)),
    measured: listPilots(db, pilotKey({ plan, contents })),
  }
}
