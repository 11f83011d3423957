import { isDeepStrictEqual } from 'node:util'
import type { DatasetContents } from '#shared/contract/datasets.ts'
import type { PopulationRequest } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import { drawOf } from '#shared/designspaces/sampling/draw.ts'
import { regimeOf } from '#shared/designspaces/regimeOf.ts'
import type { SampledPopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { offeredSeed, populationSeeds, type PopulationSeeds } from '#shared/studyFiles/seeds.ts'
import { drawRecipe } from '#shared/training/recipeSweep.ts'
import { LabError } from '#main/store/labError.ts'
import { listPopulations } from '#main/store/tables/populations.ts'
import { getSpace, listSpaces } from '#main/store/tables/spaces.ts'
import type { DatasetReader } from '../datasets/datasetReader.ts'
import type { LabContext } from '../labContext.ts'
import { loweringPlanOf, requireFit } from '../studies/plans.ts'
import { addPopulation, type NewNetwork } from './populations.ts'
import { predictedPeakBytes } from './predictedMemory.ts'

/** A valid request, with everything needed for sampling. */
export interface CheckedRequest extends PopulationRequest {
  space: StudySpace
  contents: DatasetContents
  seeds: PopulationSeeds
}

type Core = Pick<LabContext, 'db' | 'jobs'>

/**
 * The request with its space, data set and seeds. Rejects with LabError if they do not fit together or if the same
 * networks would be trained in the same way again.
 */
export async function checkedRequest(
  { db }: Core,
  datasets: DatasetReader,
  request: PopulationRequest,
  signal: AbortSignal | undefined,
): Promise<CheckedRequest> {
  const space = getSpace(db, request.spaceId)
  // The stored plan records where its population comes from.
  const own = listPopulations(db, space.studyId).filter(({ spaceId }) => spaceId === space.id)
  const plan = { ...request.plan, seed: request.seed ?? offeredSeed(request.plan.seed, own) }
  const contents = await datasets.contents(plan.dataset, signal)
  requireFit(plan, contents)
  const at = { studyId: space.studyId, spaceId: space.id, place: placeOf({ db }, space) }
  const checked = { ...request, plan, space, contents, seeds: seedsAt({ db }, at, plan.seed) }
  requireOtherSample({ db }, checked)
  return checked
}

/**
 * The sampling seeds for the space at a place in its study, from 0; `spaceId` is null if the space is not stored yet.
 * If another space was sampled from that place, e.g. after an import without trashed spaces, uses the first place after
 * all used ones.
 */
export function seedsAt(
  { db }: Pick<Core, 'db'>,
  { studyId, spaceId, place }: { studyId: number; spaceId: number | null; place: number },
  seed: number,
): PopulationSeeds {
  const others = listPopulations(db, studyId).filter((population) => population.spaceId !== spaceId)
  const taken = new Set(others.map((population) => population.seed))
  let seeds = populationSeeds(seed, place)
  for (let next = listSpaces(db, studyId).length; taken.has(seeds.sampling); next++) seeds = populationSeeds(seed, next)
  return seeds
}

/** The index of a space among those of its study that are sampled, in order of creation, from 0. */
export function placeOf({ db }: Pick<Core, 'db'>, { id, studyId }: StudySpace): number {
  const place = sampledSpaces(db, studyId).findIndex((space) => space.id === id)
  return place < 0 ? listSpaces(db, studyId).findIndex((space) => space.id === id) : place
}

/** The ids of the spaces that only hold the networks of a list. */
export const listSpaceIds = (db: Core['db'], studyId: number): ReadonlySet<number | null> =>
  new Set(listPopulations(db, studyId).flatMap(({ plan, spaceId }) => (plan.listed ? [spaceId] : [])))

/** The spaces of a study apart from those of lists, in order of creation. */
export function sampledSpaces(db: Core['db'], studyId: number): StudySpace[] {
  const lists = listSpaceIds(db, studyId)
  return listSpaces(db, studyId).filter(({ id }) => !lists.has(id))
}

interface SampleOrder extends Pick<CheckedRequest, 'plan' | 'contents' | 'seeds' | 'count'> {
  space: Pick<StudySpace, 'definition'>
}

/** Draws the ordered sample in the background. */
export function sampled(
  { jobs }: Pick<Core, 'jobs'>,
  { space, plan, contents, seeds, count }: SampleOrder,
  signal: AbortSignal | undefined,
): Promise<SampledPopulation> {
  const request = {
    space: space.definition,
    regime: regimeOf(plan, contents.classNames.length),
    count,
    seed: seeds.sampling,
  }
  return jobs.run('sample', request, { signal })
}

/** Networks with their training settings; the first has position `from` in its sample. */
export function networksToTrain(
  { networks }: Pick<SampledPopulation, 'networks'>,
  {
    plan,
    seeds,
    loweringPlan = loweringPlanOf(plan),
  }: Pick<CheckedRequest, 'plan' | 'seeds'> & { loweringPlan?: string },
  from = 0,
): NewNetwork[] {
  return networks.map((candidate, i) => ({
    network: candidate.network,
    draw: drawOf(candidate),
    recipeDraw: drawRecipe(plan.sweep, seeds.sampling, from + i),
    seed: seeds.training(from + i),
    plan: loweringPlan,
    predictedPeakBytes: predictedPeakBytes(candidate.network, plan.recipe.batchSize),
  }))
}

/**
 * Creates the requested populations and returns their ids, in order. Rejects with LabError, also where two of them have the
 * same networks and training; then nothing is stored.
 */
export async function addSampled(
  core: Core & Pick<LabContext, 'environment' | 'now'>,
  datasets: DatasetReader,
  requests: readonly PopulationRequest[],
  signal: AbortSignal | undefined,
): Promise<number[]> {
  const { db, environment, now } = core
  const drawn: { request: CheckedRequest; networks: NewNetwork[] }[] = []
  for (const request of requests) {
    const checked = await checkedRequest(core, datasets, request, signal)
    const sample = await sampled(core, checked, signal)
    const { hash } = await datasets.contentsNow(checked.plan.dataset, signal)
    const contents = { ...checked.contents, hash }
    drawn.push({ request: { ...checked, contents }, networks: networksToTrain(sample, checked) })
  }
  // Meanwhile a space may have been changed, or another population of it added.
  if (drawn.some(({ request: { space } }) => !isDeepStrictEqual(getSpace(db, space.id).definition, space.definition)))
    return addSampled(core, datasets, requests, signal)
  return db.transaction(() =>
    drawn.map(({ request, networks }) => {
      requireOtherSample(core, request)
      const { space, spaceId, name, plan, keepWeights, endsWhenDecided = false, seeds, contents } = request
      const about = { studyId: space.studyId, spaceId, name, seed: seeds.sampling, plan, datasetHash: contents.hash }
      return addPopulation(db, { ...about, keepWeights, endsWhenDecided, networks }, environment, now())
    }),
  )()
}

/** Throws LabError 'invalid' if a population of the space, even in the trash, has the same networks and training. */
function requireOtherSample({ db }: Pick<Core, 'db'>, { space, plan, seeds, contents }: CheckedRequest): void {
  const same = listPopulations(db, space.studyId).find(
    (population) =>
      population.spaceId === space.id &&
      population.seed === seeds.sampling &&
      population.datasetHash === contents.hash &&
      isDeepStrictEqual(trainedBy(population.plan), trainedBy(plan)),
  )
  if (!same) return
  const key = same.trashedAt === null ? 'seedTaken' : 'seedTakenInTrash'
  throw new LabError('invalid', sentence(key, { seed: plan.seed, name: same.name }))
}

/**
 * The parts of a plan that, besides seeds and images, determine the networks and their training, in a form that ignores
 * key order.
 */
const trainedBy = ({ imageSize, flops, recipe, sweep, provider, lowering }: StudyPlan) =>
  JSON.parse(JSON.stringify({ imageSize, flops, recipe, sweep, provider, lowering })) as unknown
