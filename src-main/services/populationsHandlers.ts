import type { PopulationForecast, PopulationRequest, PopulationSummary } from '#shared/contract/populations.ts'
import type { DatasetContents } from '#shared/contract/datasets.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { SampledPopulation } from '#shared/designspaces/samplePopulation.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import type { EventKind } from '#main/store/events.ts'
import { LabError } from '#main/store/labError.ts'
import { listPilots } from '#main/store/pilots.ts'
import {
  getPopulation,
  listPopulations,
  renamePopulation,
  trashPopulation,
  type Population,
} from '#main/store/populations.ts'
import { noRuns } from '#main/store/runs.ts'
import { getSpace } from '#main/store/spaces.ts'
import { getStudy } from '#main/store/studies.ts'
import { countByPopulation, countJudged } from '#main/store/summaries.ts'
import type { DatasetReader } from './datasetReader.ts'
import { populationDigest } from './digests.ts'
import { growPopulation, growSample, shrinkPopulation } from './growPopulation.ts'
import type { Handlers } from './handlers.ts'
import { log, type LabCore } from './labCore.ts'
import { runPilot } from './pilot.ts'
import { imagesPerEpoch, loweringPlanOf, regimeOf, requireFit } from './plans.ts'
import { addPopulation } from './populations.ts'
import { predictedPeakBytes } from './predictedMemory.ts'
import { samplingSeed } from './samplingSeed.ts'
import { trainingSeed } from './trainingSeed.ts'

/** Populations: what one would be, its making, the trash. */
export function populationsHandlers(core: LabCore, datasets: DatasetReader): Handlers<'populations'> {
  const { db, now, queue, background } = core

  /** The summaries of a study's populations. Those whose networks were given have no space and are not shown. */
  const summaries = (studyId: number): PopulationSummary[] => {
    const counts = countByPopulation(db, studyId)
    const judged = countJudged(db, studyId)
    return listPopulations(db, studyId).flatMap((population) => {
      const { spaceId } = population
      if (spaceId === null) return []
      const { id, name, seed, plan, datasetHash, keepWeights, createdAt, trashedAt } = population
      const runs = counts.get(id) ?? noRuns()
      const count = Object.values(runs).reduce((sum, n) => sum + n, 0)
      const digest = populationDigest(db, id)
      const runCounts = { count, runs, ...(judged.get(id) ?? { counted: 0, excluded: 0 }) }
      return [
        {
          id,
          studyId,
          spaceId,
          name,
          seed,
          ...runCounts,
          plan,
          datasetHash,
          keepWeights,
          createdAt,
          trashedAt,
          digest,
        },
      ]
    })
  }
  const summary = (id: number): PopulationSummary => {
    const found = summaries(getPopulation(db, id).studyId).find((population) => population.id === id)
    if (found) return found
    throw new LabError('notFound', sentence('populationWithoutSpace', { id }))
  }
  const told = ({ id, studyId, name }: Population, kind: EventKind) => {
    log(core, studyId, kind, { populationId: id, name })
    return summary(id)
  }

  interface Sampled {
    space: DesignSpace
    studyId: number
    seed: number
    contents: DatasetContents
  }
  const check = async (request: PopulationRequest, signal: AbortSignal | undefined): Promise<Sampled> => {
    const { plan } = request
    const { definition, studyId } = getSpace(db, request.spaceId)
    const contents = await datasets.contents(plan.dataset, signal)
    requireFit(plan, contents)
    const seed = samplingSeed(db, request, { studyId, datasetHash: contents.hash })
    return { space: definition, studyId, seed, contents }
  }
  const sample = ({ plan, count }: PopulationRequest, { space, seed, contents }: Sampled, signal?: AbortSignal) =>
    background.do('sample', { space, regime: regimeOf(plan, contents), count, seed }, { signal })
  const pilotKey = ({ plan }: Pick<PopulationRequest, 'plan'>, { contents }: Pick<Sampled, 'contents'>) => ({
    provider: plan.provider,
    datasetHash: contents.hash,
    batchSize: plan.recipe.batchSize,
  })

  /** What the networks of a sample take, which were found among `draws` candidates. */
  const foretold = (
    { plan }: Pick<PopulationRequest, 'plan'>,
    {
      seed,
      contents,
      sampled,
      draws,
    }: Pick<Sampled, 'seed' | 'contents'> & { sampled: SampledPopulation; draws: number },
  ): PopulationForecast => {
    const { networks, plainAcceptanceRate } = sampled
    const { recipe } = plan
    const peaks = networks.map(({ network }) => predictedPeakBytes(network, recipe.batchSize))
    const peakBytes = Math.max(...peaks)
    return {
      seed,
      acceptanceRate: plainAcceptanceRate,
      draws,
      flops: networks.map(({ complexity }) => complexity.flops),
      activations: networks.map(({ complexity }) => complexity.activations),
      parameters: networks.map(({ complexity }) => complexity.parameters),
      peakBytes,
      trainers: core.trainersFor(peakBytes),
      imagesPerRun: recipe.epochs * imagesPerEpoch(recipe, contents.trainCount),
      measured: listPilots(db, pilotKey({ plan }, { contents })),
    }
  }

  return {
    list({ studyId, trashed }) {
      getStudy(db, studyId)
      return summaries(studyId).filter(({ trashedAt }) => (trashedAt !== null) === trashed)
    },
    get: ({ id }) => summary(id),
    async forecast(request, { signal }) {
      const checked = await check(request, signal)
      const sampled = await sample(request, checked, signal)
      return foretold(request, { ...checked, sampled, draws: sampled.candidates })
    },
    async forecastGrowth(growth, { signal }) {
      const { population, contents, sample: sampled } = await growSample(core, datasets, growth, signal)
      const { seed, plan } = population
      return foretold({ plan }, { seed, contents, sampled, draws: sampled.candidates - sampled.candidatesBefore })
    },
    async pilot(request, { signal }) {
      const checked = await check(request, signal)
      const { networks } = await sample(request, checked, signal)
      await runPilot(core, { request, networks, seed: checked.seed, key: pilotKey(request, checked), signal })
      return listPilots(db, pilotKey(request, checked))
    },
    async add({ request, start }, { signal }) {
      const { spaceId, name, plan, keepWeights } = request
      const checked = await check(request, signal)
      const { networks } = await sample(request, checked, signal)
      const { hash } = await datasets.contentsNow(plan.dataset, signal)
      const { studyId, seed } = checked
      // Another may have been added while this one was sampled.
      samplingSeed(db, { ...request, seed }, { studyId, datasetHash: hash })
      const loweringPlan = loweringPlanOf(plan)
      const id = addPopulation(
        db,
        {
          ...{ studyId, spaceId, name, seed, plan, keepWeights, datasetHash: hash },
          networks: networks.map(({ network }, position) => ({
            network,
            seed: trainingSeed(seed, position),
            plan: loweringPlan,
            predictedPeakBytes: predictedPeakBytes(network, plan.recipe.batchSize),
          })),
        },
        core.environment,
        now(),
      )
      if (start) queue.start()
      queue.wake()
      return summary(id)
    },
    async grow({ start, ...growth }, { signal }) {
      await growPopulation(core, datasets, growth, signal)
      if (start) queue.start()
      queue.wake()
      return summary(growth.id)
    },
    shrink(growth) {
      shrinkPopulation(core, growth)
      queue.wake()
      return summary(growth.id)
    },
    rename({ id, name }) {
      const population = getPopulation(db, id)
      renamePopulation(db, population, name)
      return told({ ...population, name }, 'populationRenamed')
    },
    trash({ id }) {
      const population = getPopulation(db, id)
      queue.pause({ populationId: id })
      trashPopulation(db, id, now())
      return told(population, 'populationTrashed')
    },
    restore({ id }) {
      const population = getPopulation(db, id)
      trashPopulation(db, id, null)
      return told(population, 'populationRestored')
    },
  }
}
