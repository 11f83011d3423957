import type { StudyPlan } from '#shared/contract/studies.ts'
import { spaceOfNetwork } from '#shared/designspaces/spaceOfNetwork.ts'
import { asBuilt } from '#shared/networks/buildable.ts'
import type { Network } from '#shared/networks/network.ts'
import { listRuns } from '#main/store/tables/runs.ts'
import type { DatasetReader } from '../datasets/datasetReader.ts'
import type { LabContext } from '../labContext.ts'
import { loweringPlanOf, requireFit } from '../studies/plans.ts'
import { addPopulation } from '../populations/populations.ts'
import { predictedPeakBytes } from '../populations/predictedMemory.ts'
import { addLineage, createStudy } from '../studies/studies.ts'

export interface GivenNetwork {
  /** Of the study that it becomes. */
  name: string
  network: Network
  /** `seed` is that of the training. */
  plan: StudyPlan
}

/**
 * A new study of one network that was given and not sampled, with the classes of the data set and the size of its images: its
 * space holds that network alone. Rejects with LabError or ValueError.
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
    const [spaceId = null] = space ? addLineage(db, id, [space], now()) : []
    const populationId = addPopulation(
      db,
      {
        ...{ studyId: id, spaceId, name, seed: plan.seed, plan, datasetHash: contents.hash },
        keepWeights: { keep: 'all' },
        networks: [
          {
            ...{ network, draw: null, seed: plan.seed, plan: loweringPlanOf(plan) },
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
