import type { PopulationRequest, PopulationSummary } from '#shared/contract/populations.ts'
import { imagesPerEpoch, imagesToTrainOn } from '#shared/training/epochImages.ts'
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
import { getStudy } from '#main/store/studies.ts'
import { countByPopulation, measuredOnByPopulation } from '#main/store/summaries.ts'
import type { DatasetReader } from './datasetReader.ts'
import { populationDigest } from './digests.ts'
import type { Handlers } from './handlers.ts'
import { log, type LabCore } from './labCore.ts'
import { runPilot } from './pilot.ts'
import { predictedPeakBytes } from './predictedMemory.ts'
import { addSampled, checkedRequest, sampled, type CheckedRequest } from './sampling.ts'

/** Populations: what one would be, its making, the trash. */
export function populationsHandlers(core: LabCore, datasets: DatasetReader): Handlers<'populations'> {
  const { db, now, queue } = core

  /** The summaries of a study's populations. Those whose networks were given have no space and are not shown. */
  const summaries = (studyId: number): PopulationSummary[] => {
    const counts = countByPopulation(db, studyId)
    const measured = measuredOnByPopulation(db, studyId)
    return listPopulations(db, studyId).flatMap((population) => {
      const { spaceId } = population
      if (spaceId === null) return []
      const { id, name, seed, plan, datasetHash, keepWeights, createdAt, trashedAt } = population
      const runs = counts.get(id) ?? noRuns()
      const count = Object.values(runs).reduce((sum, n) => sum + n, 0)
      const digest = populationDigest(db, id)
      const measuredOn = measured.get(id) ?? { classes: getStudy(db, studyId).classes ?? 2, validationCount: null }
      const about = { id, studyId, spaceId, name, seed, count, plan, datasetHash, measuredOn, keepWeights }
      return [{ ...about, runs, createdAt, trashedAt, digest }]
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

  const check = (request: PopulationRequest, signal: AbortSignal | undefined) =>
    checkedRequest(core, datasets, request, signal)
  const pilotKey = ({ plan, contents }: CheckedRequest) => ({
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
      const { networks, candidates, plainAcceptanceRate } = await sampled(core, checked, signal)
      const { recipe } = checked.plan
      const peaks = networks.map(({ network }) => predictedPeakBytes(network, recipe.batchSize))
      const peakBytes = Math.max(...peaks)
      return {
        seed: checked.plan.seed,
        acceptanceRate: plainAcceptanceRate,
        draws: candidates,
        flops: networks.map(({ complexity }) => complexity.flops),
        activations: networks.map(({ complexity }) => complexity.activations),
        parameters: networks.map(({ complexity }) => complexity.parameters),
        peakBytes,
        trainers: core.trainersFor(peakBytes),
        imagesPerRun: recipe.epochs * imagesPerEpoch(recipe, imagesToTrainOn(recipe, checked.contents.trainCount)),
        measured: listPilots(db, pilotKey(checked)),
      }
    },
    async pilot(request, { signal }) {
      const checked = await check(request, signal)
      const { networks } = await sampled(core, checked, signal)
      await runPilot(core, { request: checked, networks, key: pilotKey(checked), signal })
      return listPilots(db, pilotKey(checked))
    },
    async add({ request, start }, { signal }) {
      const id = await addSampled(core, datasets, request, signal)
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
