import type { DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import { loweringPlans, type LoweringPlanName } from '#shared/lowering/planTable.ts'
import type { Network } from '#shared/networks/network.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import type { Advance, TrainingEnd } from '#main/benchmark/populationBench.ts'
import type { Dataset } from '#main/datasets/dataset.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { errorText } from '#main/hosts/process/language.ts'
import { followLifeline } from '#main/trainer/process/lifeline.ts'
import { requireRightStep } from '#main/trainer/providers/stepCheck.ts'
import { trainRun } from '#main/trainer/train.ts'

/**
 * Entry of a trainer of `bench population`: prepares itself, then trains networks as a lab's trainer does, several at a
 * time if it is asked to, and ends when its channel closes.
 */

/** What every network of a process has in common. */
export interface PopulationSetting {
  dataset: DatasetSpec
  provider: string
  lowering: LoweringPlanName
  threads: number
  /** Folder for decoded images. */
  cacheDir: string
  /** Existing folder for checkpoints. */
  checkpointFolder: string
}
export type PopulationRequest =
  | { type: 'prepare'; setting: PopulationSetting }
  /** `id` is unique in the process; network and recipe fit the data set. */
  | { type: 'train'; id: number; network: Network; recipe: Recipe }
  | { type: 'stop' }
export type PopulationAnswer =
  | { type: 'ready' }
  | { type: 'refused'; reason: string }
  | { type: 'advance'; id: number; advance: Advance }
  | { type: 'end'; id: number; end: TrainingEnd; peakMemoryBytes: number }

const send = (answer: PopulationAnswer) => process.send!(answer, () => undefined)

let setting: PopulationSetting
let dataset: Dataset
let stopped = false

async function prepare(given: PopulationSetting): Promise<PopulationAnswer> {
  try {
    setting = given
    const { provider, lowering, cacheDir } = given
    dataset = await openDataset(given.dataset, { cacheDir })
    // Compiles a GPU's shaders, which the driver keeps.
    if (provider !== 'cpu') await requireRightStep(loweringPlans[lowering], { provider, threads: 1 })
    return { type: 'ready' }
  } catch (error) {
    return { type: 'refused', reason: errorText(error) }
  }
}

async function train(id: number, network: Network, recipe: Recipe): Promise<PopulationAnswer> {
  const { provider, lowering, threads, checkpointFolder } = setting
  let done = 0
  const tell = (images: number, share: number) => send({ type: 'advance', id, advance: { images, share } })
  const job = {
    ...{ runId: id, attempt: 1, seed: id, network, recipe, provider, checkpointFolder },
    ...{ dataset: setting.dataset, datasetHash: dataset.info.hash, plan: loweringPlans[lowering].id },
    ...{ checkpointPath: null, keepWeights: false },
  }
  let end: TrainingEnd
  try {
    const { type } = await trainRun(
      job,
      dataset,
      {
        onProgress: ({ epoch, step, steps }) =>
          tell((epoch * steps + step) * recipe.batchSize, (epoch * steps + step) / (recipe.epochs * steps)),
        onEpoch: (_, stepLosses) => void (done += stepLosses.length * recipe.batchSize),
        onCheckpoint: () => undefined,
        stopRequest: () => (stopped ? 'cancel' : undefined),
      },
      threads,
    )
    if (type === 'finished') tell(done, 1)
    end = { type: type === 'finished' ? 'finished' : 'unfinished' }
  } catch (error) {
    end = { type: 'failed', reason: errorText(error) }
  }
  return { type: 'end', id, end, peakMemoryBytes: process.resourceUsage().maxRSS * 1024 }
}

followLifeline()
process.on('disconnect', () => process.exit())
process.on('message', (request: PopulationRequest) => {
  if (request.type === 'prepare') void prepare(request.setting).then(send)
  else if (request.type === 'stop') stopped = true
  else void train(request.id, request.network, request.recipe).then(send)
})
