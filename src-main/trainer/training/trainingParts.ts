import type { Network } from '#shared/networks/network.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { optimiserOf } from '#shared/training/recipe.ts'
import { trainingGraph } from '#shared/training/trainingGraph.ts'
import type { Dataset } from '#main/datasets/dataset.ts'
import { divide } from '#main/datasets/split.ts'
import { chooseStep } from './chooseStep.ts'
import { Evaluator } from './evaluate.ts'
import type { TrainJob } from '../messages.ts'
import { createEngine, type EngineName } from '../engine/createEngine.ts'
import type { StepEngine } from '../engine/stepEngine.ts'
import { planOf } from '../providers/plansHere.ts'
import { PreciseStatistics } from './preciseStatistics.ts'
import type { SessionOptions } from '../providers/sessionOptions.ts'
import { TrainingBatches } from './trainingBatches.ts'

/** Everything loaded for training and evaluating a run. */
export interface TrainingParts {
  engine: StepEngine
  engineName: EngineName
  evaluator: Evaluator
  /** Null if the recipe does not ask for it. */
  precise: PreciseStatistics | null
  batches: TrainingBatches
  /** Frees every session. */
  release(): Promise<void>
}

/**
 * Loads the parts of a job's training, with the step that `choose` makes for the engine; the caller releases them.
 * Throws RangeError if network, recipe and data set do not fit together.
 */
export async function openTrainingParts(
  { network, recipe, seed, plan: planId }: TrainJob,
  dataset: Dataset,
  options: SessionOptions,
  choose = chooseStep,
): Promise<TrainingParts> {
  checkFit(network, dataset)
  const plan = planOf(planId)
  const { batchSize } = recipe
  const { train, measured } = divide(dataset, recipe.validation)
  if (measured.indices.length === 0)
    throw new RangeError(`invalid validation.share: ${recipe.validation.share} (holds out no image; take more)`)
  const batches = new TrainingBatches(dataset, train, recipe, seed, plan)
  const graph = trainingGraph(network, batchSize, optimiserOf(recipe))
  const images = { dataset, ...measured, batch: Math.min(batchSize, measured.indices.length) }
  const { provider } = options
  const stepFor = (engine: EngineName) => choose(graph, plan, { dataset, train, recipe, batches }, { provider, engine })
  const loaded: { release(): Promise<void> }[] = []
  const load = async <T extends { release(): Promise<void> }>(loading: Promise<T>): Promise<T> => {
    const part = await loading
    loaded.push(part)
    return part
  }
  const release = async () => {
    // Other parts use the engine's weights.
    for (const part of loaded.toReversed()) await part.release()
  }
  try {
    const { engine, name: engineName } = await createEngine(stepFor, options)
    loaded.push(engine)
    return {
      batches,
      ...{ engine, engineName },
      evaluator: await load(Evaluator.create(network, plan, engine, images)),
      precise: recipe.preciseBn ? await load(PreciseStatistics.create(network, batchSize, plan, engine)) : null,
      release,
    }
  } catch (error) {
    // Frees the parts loaded before the failure.
    await release()
    throw error
  }
}

/** Throws ValueError if a network does not accept the images or labels of a data set. */
function checkFit({ imageSize: size, classes }: Network, { info, called: name }: Dataset): void {
  if (size !== info.imageSize)
    throw new ValueError(sentence('networkOfOtherSize', { size, name, found: info.imageSize }))
  const found = info.classNames.length
  if (classes !== found) throw new ValueError(sentence('networkOfOtherClasses', { classes, name, found }))
}
