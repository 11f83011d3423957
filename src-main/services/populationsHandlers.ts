import type { PopulationRequest, PopulationSummary } from '#shared/contract/populations.ts'
import type { DatasetContents } from '#shared/contract/datasets.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { drawOf } from '#shared/designspaces/draw.ts'
import { regimeOf } from '#shared/designspaces/regimeOf.ts'
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
import { countByPopulation } from '#main/store/summaries.ts'
import type { DatasetReader } from './datasetReader.ts'
import { populationDigest } from './digests.ts'
import type { Handlers } from './handlers.ts'
import { log, type LabCore } from './labCore.ts'
import { runPilot } from './pilot.ts'
import { imagesPerEpoch, loweringPlanOf, requireFit } from './plans.ts'
import { addPopulation } from './populations.ts'
import { predictedPeakBytes } from './predictedMemory.ts'
import { trainingSeed } from './trainingSeed.ts'

/** Populations: what one would be, its making, the trash. */
export function populationsHandlers(core: LabCore, datasets: DatasetReader): Handlers<'populations'> {
  const { db, now, queue, background } = core

  /** The summaries of a study's populations. Those whose networks were given have no space and are not shown. */
  const summaries = (studyId: number): PopulationSummary[] => {
    const counts = countByPopulation(db, studyId)
    return listPopulations(db, studyId).flatMap((population) => {
      const { spaceId } = population
      if (spaceId === null) return []
      const { id, name, seed, plan, datasetHash, keepWeights, createdAt, trashedAt } = population
      const runs = counts.get(id) ?? noRuns()
      const count = Object.values(runs).reduce((sum, n) => sum + n, 0)
      const digest = populationDigest(db, id)
      return [
        { id, studyId, spaceId, name, seed, count, plan, datasetHash, keepWeights, runs, createdAt, trashedAt, digest },
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
    contents: DatasetContents
  }
  const check = async ({ spaceId, plan }: PopulationRequest, signal: AbortSignal | undefined): Promise<Sampled> => {
    const { definition, studyId } = getSpace(db, spaceId)
    const contents = await datasets.contents(plan.dataset, signal)
    requireFit(plan, contents)
    return { space: definition, studyId, contents }
  }
  const sample = ({ plan, count, seed }: PopulationRequest, { space, contents }: Sampled, signal?: AbortSignal) =>
    background.do('sample', { space, regime: regimeOf(plan, contents.classNames.length), count, seed }, { signal })
  const pilotKey = ({ plan }: PopulationRequest, { contents }: Sampled) => ({
    provider: plan.provider,
    datasetHash: contents.hash,
    batchSize: plan.recipe.batchSize,
  })

  return {
    list({ studyId, trashed }) {
      getStudy(db, studyId)
      return summaries(studyId).filter(({ trashedAt }) => (trashedAt !== null) === trashed)
    },
    get: ({ id }) => summary(id),
    async forecast(request, { signal }) {
      const checked = await check(request, signal)
      const { networks, candidates, plainAcceptanceRate } = await sample(request, checked, signal)
      const { recipe } = request.plan
      const peaks = networks.map(({ network }) => predictedPeakBytes(network, recipe.batchSize))
      const peakBytes = Math.max(...peaks)
      return {
        acceptanceRate: plainAcceptanceRate,
        draws: candidates,
        flops: networks.map(({ complexity }) => complexity.flops),
        activations: networks.map(({ complexity }) => complexity.activations),
        parameters: networks.map(({ complexity }) => complexity.parameters),
        peakBytes,
        trainers: core.trainersFor(peakBytes),
        imagesPerRun: recipe.epochs * imagesPerEpoch(recipe, checked.contents.trainCount),
        measured: listPilots(db, pilotKey(request, checked)),
      }
    },
    async pilot(request, { signal }) {
      const checked = await check(request, signal)
      const { networks } = await sample(request, checked, signal)
      await runPilot(core, { request, networks, key: pilotKey(request, checked), signal })
      return listPilots(db, pilotKey(request, checked))
    },
    async add({ request, start }, { signal }) {
      const { spaceId, name, seed, plan, keepWeights } = request
      const checked = await check(request, signal)
      const { networks } = await sample(request, checked, signal)
      const { hash } = await datasets.contentsNow(plan.dataset, signal)
      const loweringPlan = loweringPlanOf(plan)
      const id = addPopulation(
        db,
        {
          ...{ studyId: checked.studyId, spaceId, name, seed, plan, keepWeights, datasetHash: hash },
          networks: networks.map((candidate, position) => ({
            network: candidate.network,
            draw: drawOf(candidate),
            seed: trainingSeed(seed, position),
            plan: loweringPlan,
            predictedPeakBytes: predictedPeakBytes(candidate.network, plan.recipe.batchSize),
          })),
        },
        core.environment,
        now(),
      )
      if (start) queue.start()
      queue.wake()
      return summary(id)
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
