import type { ReplicationRequest } from '#shared/contract/populations.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { newSpaceId } from '#shared/designspaces/spaceId.ts'
import { spaceOfNetwork } from '#shared/designspaces/spaceOfNetwork.ts'
import { nameInSentences } from '#shared/datasets/datasetName.ts'
import type { Network } from '#shared/networks/network.ts'
import { freeName } from '#shared/schema/freeName.ts'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { offeredSeed } from '#shared/studyFiles/seeds.ts'
import { recipeSchema, type Recipe } from '#shared/training/recipe.ts'
import { recipeOfRun } from '#shared/training/recipeSweep.ts'
import { insertEvent } from '#main/store/tables/events.ts'
import { LabError } from '#main/store/labError.ts'
import { getPopulation, listPopulations } from '#main/store/tables/populations.ts'
import { getRun } from '#main/store/tables/runs.ts'
import { insertSpace, listSpaces } from '#main/store/tables/spaces.ts'
import type { DatasetReader } from '../datasets/datasetReader.ts'
import type { LabContext } from '../labContext.ts'
import { loweringPlanOf, requireFit } from '../studies/plans.ts'
import { addPopulation } from './populations.ts'
import { predictedPeakBytes } from './predictedMemory.ts'
import { seedsAt } from './sampling.ts'

/** A network to train again, with the plan for it. */
interface Replicated {
  network: Network
  plan: StudyPlan
  datasetHash: string
  studyId: number
  /** Name of the space that it was drawn from, or of its population. */
  from: string
}

/**
 * Stores a population for each run's network with `seeds` runs of that network, in a space that holds only it, and returns
 * their ids in order. All have the same training seeds, so that networks can be compared in pairs. Rejects with LabError
 * or ValueError; then nothing is stored.
 */
export async function addReplicates(
  core: Pick<LabContext, 'db' | 'environment' | 'now'>,
  datasets: DatasetReader,
  { runIds, seeds: count, epochs }: Omit<ReplicationRequest, 'start'>,
  signal: AbortSignal | undefined,
): Promise<number[]> {
  const { db, environment, now } = core
  const replicated: Replicated[] = []
  for (const id of new Set(runIds)) replicated.push(await replicatedRun(core, datasets, { id, count, epochs }, signal))
  return db.transaction(() => {
    const [first] = replicated
    const { studyId } = first!
    const place = listSpaces(db, studyId).length
    const seed = offeredSeed(first!.plan.seed, listPopulations(db, studyId))
    const training = seedsAt({ db }, { studyId, spaceId: null, place }, seed)
    return replicated.map(({ network, plan: before, datasetHash, from, ...own }) => {
      if (own.studyId !== studyId) throw new LabError('invalid', sentence('replicatesOfStudies'))
      const space = spaceFor({ db, now }, studyId, network, from)
      const plan = { ...before, seed }
      const name = freeName(`${space.definition.name} × ${count}`, (taken) =>
        listPopulations(db, studyId).some((population) => population.name === taken),
      )
      const { stages } = network
      const draw = {
        depths: stages.map(({ depth }) => depth),
        widths: stages.map(({ width }) => width),
        bottleneckRatios: stages.map(({ bottleneckRatio }) => bottleneckRatio),
        groupWidths: stages.map(({ groupWidth }) => groupWidth),
      }
      const loweringPlan = loweringPlanOf(plan)
      const bytes = predictedPeakBytes(network, plan.recipe.batchSize)
      return addPopulation(
        db,
        {
          ...{ studyId, spaceId: space.id, name, seed: training.sampling, plan, datasetHash },
          keepWeights: { keep: 'all' },
          networks: Array.from({ length: count }, (_, position) => ({
            ...{ network, draw, seed: training.training(position), plan: loweringPlan, predictedPeakBytes: bytes },
          })),
        },
        environment,
        now(),
      )
    })
  })()
}

async function replicatedRun(
  { db }: Pick<LabContext, 'db'>,
  datasets: DatasetReader,
  { id, count, epochs }: { id: number; count: number; epochs: number | null },
  signal: AbortSignal | undefined,
): Promise<Replicated> {
  const { network, populationId, origin, datasetHash, recipeDraw } = getRun(db, id)
  if (origin) throw new LabError('invalid', sentence('broughtInRun', { id }))
  const { studyId, plan: before, name, designSpace } = getPopulation(db, populationId)
  const own = recipeOfRun(before.recipe, recipeDraw)
  const recipe = epochs === null ? own : longer(own, epochs)
  const { imageSize, dataset, seed, provider, lowering } = before
  const plan: StudyPlan = {
    ...{ imageSize, dataset, recipe, flops: null, perSpace: count, seed, provider },
    ...(lowering !== undefined && { lowering }),
  }
  const contents = await datasets.contentsNow(plan.dataset, signal)
  if (contents.hash !== datasetHash) {
    const said = sentence('imagesOfOther', { name: nameInSentences(plan.dataset, contents.name) })
    throw new LabError('invalid', sentence('populationStays', { name, said }))
  }
  requireFit(plan, contents)
  return { network, plan, datasetHash, studyId, from: (designSpace as DesignSpace | null)?.name ?? name }
}

/** The recipe over another number of epochs, with steps of the rate at the same shares of it. Throws ValueError. */
function longer(recipe: Recipe, epochs: number): Recipe {
  const { schedule } = recipe
  const share = epochs / recipe.epochs
  const stretched =
    schedule.kind === 'step'
      ? { ...schedule, milestones: schedule.milestones.map((milestone) => Math.round(milestone * share)) }
      : schedule
  return parseStrictly(recipeSchema, { ...recipe, epochs, schedule: stretched }, 'recipe')
}

/** The study's space that holds only this network: one that there is, or a new one that refines none. */
function spaceFor(
  { db, now }: Pick<LabContext, 'db' | 'now'>,
  studyId: number,
  network: Network,
  from: string,
): { id: number; definition: DesignSpace } {
  const spaces = listSpaces(db, studyId)
  const widths = network.stages.map(({ width }) => width).join(' ')
  const name = freeName(`${from} w ${widths}`, (taken) => spaces.some(({ definition }) => definition.name === taken))
  const single = spaceOfNetwork(network, name)
  if (!single) throw new LabError('invalid', sentence('replicatesWithoutSpace', { widths }))
  const plain = (space: DesignSpace) => JSON.stringify({ ...space, id: '', name: '' })
  const known = spaces.find(({ definition, trashedAt }) => trashedAt === null && plain(definition) === plain(single))
  if (known) return known
  const ids = spaces.map(({ definition: { id } }) => id)
  const definition = { ...single, id: newSpaceId(name, ids) }
  const id = insertSpace(db, { studyId, parentId: null, definition, createdAt: now() })
  insertEvent(db, { studyId, kind: 'spaceAdded', data: { spaceId: id, name, parentId: null }, at: now() })
  return { id, definition }
}
