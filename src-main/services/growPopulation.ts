import type { DatasetContents } from '#shared/contract/datasets.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { GrownSample } from '#shared/designspaces/growSample.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { insertEvent } from '#main/store/events.ts'
import { LabError } from '#main/store/labError.ts'
import { getPopulation, type Population } from '#main/store/populations.ts'
import { listRuns, removeRuns, type Run } from '#main/store/runs.ts'
import { getStudy } from '#main/store/studies.ts'
import type { DatasetReader } from './datasetReader.ts'
import type { LabCore } from './labCore.ts'
import { regimeOf } from './plans.ts'
import { addNetworks } from './populations.ts'
import { predictedPeakBytes } from './predictedMemory.ts'
import { trainingSeeds } from './trainingSeed.ts'

export interface Growth {
  id: number
  /** How many networks more. */
  count: number
}

/** The next networks of a population, before anything of it is stored. */
export interface FoundGrowth {
  population: Population
  contents: DatasetContents
  /** The runs that are there, in the order of the sample. */
  runs: Run[]
  /** The new networks alone; candidates and rates are those of the whole sample. */
  sample: GrownSample
  /** The seed with which the network at a position is trained. */
  seedAt: (position: number) => number
}

/**
 * Goes on with the sample of a population. Throws LabError 'invalid' that says why where it cannot be gone on with: its
 * networks were given, its seed draws others in this version, or its images are not here as they were.
 */
export async function growSample(
  { db, background }: LabCore,
  datasets: DatasetReader,
  { id, count }: Growth,
  signal?: AbortSignal,
): Promise<FoundGrowth> {
  const population = getPopulation(db, id)
  const { name, studyId, spaceId, designSpace, datasetHash, seed, plan } = population
  const refused = (said: Sentence) => new LabError('invalid', sentence('populationStays', { name, said }))
  if (spaceId === null) throw refused(sentence('networksGiven'))
  if (population.trashedAt !== null || getStudy(db, studyId).trashedAt !== null)
    throw new LabError('invalid', sentence('populationInTrash', { name }))
  const runs = listRuns(db, { populationId: id })
  const seedAt = trainingSeeds(
    population,
    runs.map((run) => run.seed),
  )
  if (!seedAt) throw refused(sentence('trainingSeedsUnknown'))
  const contents = await datasets.contents(plan.dataset, signal)
  if (contents.hash !== datasetHash) throw refused(sentence('imagesOfOther', { name: contents.name }))
  const space = designSpace as DesignSpace
  const drawn = runs.map(({ network }) => network)
  const request = { space, regime: regimeOf(plan, contents), seed, count, drawn }
  const sample = await background.do('growSample', request, { signal })
  return { population, contents, runs, sample, seedAt }
}

/**
 * Adds the next networks of its sample to a population: as if it had been drawn with them at once, bit for bit. They
 * stand in the queue. Throws as growSample.
 */
export async function growPopulation(
  core: LabCore,
  datasets: DatasetReader,
  growth: Growth,
  signal?: AbortSignal,
): Promise<void> {
  const { plan } = getPopulation(core.db, growth.id)
  await datasets.contentsNow(plan.dataset, signal)
  for (;;) {
    const { runs, sample, seedAt } = await growSample(core, datasets, growth, signal)
    const { batchSize } = plan.recipe
    const networks = sample.networks.map(({ network }, i) => ({
      network,
      seed: seedAt(runs.length + i),
      // Other operators would round in another way.
      plan: runs[0]!.plan,
      predictedPeakBytes: predictedPeakBytes(network, batchSize),
    }))
    // Somebody else has let it grow meanwhile: what comes next is another part of the sample.
    if (addNetworks(core.db, { populationId: growth.id, from: runs.length, networks }, core.environment, core.now()))
      return
  }
}

/**
 * Takes networks back from the end of a population, down to `count`, at least 1. Throws LabError 'invalid' where one of
 * them has begun to train: then all stay.
 */
export function shrinkPopulation({ db, now }: Pick<LabCore, 'db' | 'now'>, { id, count }: Growth): void {
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
    insertEvent(db, { studyId, runId: null, kind: 'populationShrunk', data, at: now() })
  })()
}
