import type { StudyPlan } from '#shared/contract/studies.ts'
import { spaceOfNetwork } from '#shared/designspaces/spaceOfNetwork.ts'
import { asBuilt } from '#shared/networks/buildable.ts'
import type { Network } from '#shared/networks/network.ts'
import { drawRecipe } from '#shared/training/recipeSweep.ts'
import { listRuns } from '#main/store/tables/runs.ts'
import type { DatasetReader } from '../datasets/datasetReader.ts'
import type { LabContext } from '../labContext.ts'
import { loweringPlanOf, requireFit } from '../studies/plans.ts'
import { addPopulation } from '../populations/populations.ts'
import { predictedPeakBytes } from '../populations/predictedMemory.ts'
import { addLineage, createStudy } from '../studies/studies.ts'

export interface GivenNetwork {
  /** Name of the new study. */
  name: string
  network: Network
  /** `seed` is the training seed. */
  plan: StudyPlan
}

/**
 * Creates a study of one given, not sampled network, with the classes and image size of the data set; its space
 * contains that network only. Rejects with LabError or ValueError.
 */
export async function trainNetwork(
  { db, environment, now }: Pick<LabContext, 'db' | 'environment' | 'now'>,
  datasets: DatasetReader,
  { name, network: given, plan }: GivenNetwork,
  signal: AbortSignal | undefined,
): Promise<{ id: number; runId: number }> {
  const contents = await datasets.contentsNow(plan.dataset, signal)
  requireFit(plan, contents)
  const classes = contents.classNames.length
  const network = asBuilt({ ...given, classes, imageSize: plan.imageSize })
  const space = spaceOfNetwork(network, name)
  return db.transaction(() => {
    const id = createStudy(db, { name, definition: null, plan, classes }, now())
    const [spaceId = null] = space ? addLineage(db, id, [{ definition: space }], now()) : []
    const populationId = addPopulation(
      db,
      {
        ...{ studyId: id, spaceId, name, seed: plan.seed, plan, datasetHash: contents.hash },
        keepWeights: { keep: 'all' },
        networks: [
          {
            ...{ network, draw: null, recipeDraw: drawRecipe(plan.sweep, plan.seed, 0) },
            ...{ seed: plan.seed, plan: loweringPlanOf(plan) },
            predictedPeakBytes: predictedPeakBytes(network, plan.recipe.batchSize),
          },
        ],
      },
      environment,
      now(),
    )
    return { id, runId: listRuns(db, { populationId })[0]!.id }
  })()
}
