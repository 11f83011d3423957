import type { DatasetContents } from '#shared/contract/datasets.ts'
import { nameInSentences } from '#shared/datasets/datasetName.ts'
import { areReplicates } from '#shared/designspaces/areReplicates.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { GrownSample } from '#shared/designspaces/sampling/growSample.ts'
import { regimeOf } from '#shared/designspaces/regimeOf.ts'
import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { storedSeeds } from '#shared/studyFiles/seeds.ts'
import { insertEvent } from '#main/store/tables/events.ts'
import { LabError } from '#main/store/labError.ts'
import { getPopulation, type Population } from '#main/store/tables/populations.ts'
import { listRuns, removeRuns } from '#main/store/tables/runs.ts'
import { getStudy } from '#main/store/tables/studies.ts'
import { planIdHere } from '#main/trainer/providers/plansHere.ts'
import type { DatasetReader } from '../datasets/datasetReader.ts'
import type { LabContext } from '../labContext.ts'
import { addNetworks, type NewNetwork } from './populations.ts'
import { networksToTrain } from './sampling.ts'

/** The result of continuing a population's sample. */
export interface Growth {
  /** Number of networks before. */
  from: number
  /** The new networks only; candidates and rates are of the whole sample. */
  sample: GrownSample
  /** The new networks with their training settings, in sample order. */
  networks: NewNetwork[]
}

type Core = Pick<LabContext, 'db' | 'jobs'>

/**
 * The next `count` networks of a population's sample; stores nothing. Existing networks stay the same: sampling is a
 * function of (seed, candidate), so a longer sample starts with the shorter one. Rejects with LabError 'invalid' if the
 * sample cannot be continued: its networks were given, its seed draws others in this version, or `contents` is not what
 * it was trained on.
 */
export async function growthOf(
  { db, jobs }: Core,
  population: Population,
  contents: DatasetContents,
  count: number,
  signal: AbortSignal | undefined,
): Promise<Growth> {
  const { id, name, studyId, spaceId, designSpace, datasetHash, plan, seed, origin } = population
  const refused = (said: Sentence) => new LabError('invalid', sentence('populationStays', { name, said }))
  if (origin) throw refused(sentence('broughtIn'))
  if (spaceId === null || plan.listed) throw refused(sentence('networksGiven'))
  if (population.trashedAt !== null || getStudy(db, studyId).trashedAt !== null)
    throw new LabError('invalid', sentence('populationInTrash', { name }))
  const there = listRuns(db, { populationId: id })
  if (areReplicates(there.map(({ network }) => network))) throw refused(sentence('networksGiven'))
  const seeds = storedSeeds({ sampling: seed, planned: plan.seed })
  if (there.some((run) => run.seed !== seeds.training(run.position))) throw refused(sentence('trainingSeedsUnknown'))
  if (contents.hash !== datasetHash)
    throw refused(sentence('imagesOfOther', { name: nameInSentences(plan.dataset, contents.name) }))
  const request = {
    space: designSpace as DesignSpace,
    regime: regimeOf(plan, contents.classNames.length),
    ...{ seed, count, drawn: there.map(({ network }) => network) },
  }
  const sample = await jobs.run('growSample', request, { signal }).catch((error: unknown) => {
    throw error instanceof ValueError && error.sentence.key === 'sampleOfOther' ? refused(error.sentence) : error
  })
  // Other operators would round differently.
  const loweringPlan = there[0] && planIdHere(there[0].provider, there[0].plan)
  const training = { plan, seeds, ...(loweringPlan !== undefined && { loweringPlan }) }
  return { from: there.length, sample, networks: networksToTrain(sample, training, there.length) }
}

/** A population and a number of networks. */
interface Resizing {
  id: number
  count: number
}

/** A preview of growing a population by `count` networks, as far as its images are known. Rejects like growthOf. */
export async function forecastGrowth(
  core: Core,
  datasets: DatasetReader,
  { id, count }: Resizing,
  signal: AbortSignal | undefined,
): Promise<Growth & { population: Population; contents: DatasetContents }> {
  const population = getPopulation(core.db, id)
  const contents = await datasets.contents(population.plan.dataset, signal)
  return { population, contents, ...(await growthOf(core, population, contents, count, signal)) }
}

/**
 * Adds the next `count` networks of the sample to a population and queues them: bit-identical to drawing all of them at
 * once. Rejects like growthOf.
 */
export async function growPopulation(
  core: Core & Pick<LabContext, 'environment' | 'now'>,
  datasets: DatasetReader,
  { id, count }: Resizing,
  signal?: AbortSignal,
): Promise<void> {
  const { db, environment, now } = core
  const contents = await datasets.contentsNow(getPopulation(db, id).plan.dataset, signal)
  for (;;) {
    const growth = await growthOf(core, getPopulation(db, id), contents, count, signal)
    // Someone else has grown it meanwhile, so the continuation is a different part of the sample.
    if (addNetworks(db, { populationId: id, ...growth }, environment, now())) return
  }
}

/**
 * Removes networks from the end of a population until `count`, at least 1, are left. Throws LabError 'invalid' if one
 * of them has started training; then all stay.
 */
export function shrinkPopulation({ db, now }: Pick<LabContext, 'db' | 'now'>, { id, count }: Resizing): void {
  const { studyId, name } = getPopulation(db, id)
  db.transaction(() => {
    const runs = listRuns(db, { populationId: id })
    const taken = runs.slice(count)
    if (taken.length === 0) return
    const begun = taken.filter(({ attempt }) => attempt > 0).length
    if (begun > 0) throw new LabError('invalid', sentence('networksBegun', { name, begun, count: taken.length }))
    removeRuns(
      db,
      taken.map((run) => run.id),
    )
    const data = { populationId: id, name, runs: taken.length, count: runs.length - taken.length }
    insertEvent(db, { studyId, kind: 'populationShrunk', data, at: now() })
  })()
}
