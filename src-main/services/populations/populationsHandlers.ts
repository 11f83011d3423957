import type { PopulationSummary } from '#shared/contract/populations.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { listPilots } from '#main/store/tables/pilots.ts'
import { getPopulation, listPopulations, renamePopulation, type Population } from '#main/store/tables/populations.ts'
import { noRuns } from '#main/store/tables/runs.ts'
import { getStudy } from '#main/store/tables/studies.ts'
import { countByPopulation, countJudged, measuredOnByPopulation } from '#main/store/tables/summaries.ts'
import { setTrashed } from '#main/store/tables/trash.ts'
import type { DatasetReader } from '../datasets/datasetReader.ts'
import { populationDigest } from '../studies/digests.ts'
import { foretold, pilotKey } from './foretold.ts'
import { forecastFile, pilotFile } from './forecastFile.ts'
import { halvingOf } from './dropWorst.ts'
import { forecastGrowth, growPopulation, shrinkPopulation } from './growth.ts'
import type { Handlers } from '../handlers.ts'
import { addLists } from './lists.ts'
import { record, type LabContext } from '../labContext.ts'
import { runPilot } from './pilot.ts'
import { addReplicates } from './replicates.ts'
import { requireUnchanged } from '../requireUnchanged.ts'
import { addSampled, checkedRequest, sampled } from './sampling.ts'

/** Handlers for populations: previews, creation, trash. */
export function populationsHandlers(core: LabContext, datasets: DatasetReader): Handlers<'populations'> {
  const { db, now, queue } = core

  /** The summaries of a study's populations. Populations of given networks have no space and are omitted. */
  const summaries = (studyId: number): PopulationSummary[] => {
    const counts = countByPopulation(db, studyId)
    const judged = countJudged(db, studyId)
    const measured = measuredOnByPopulation(db, studyId)
    return listPopulations(db, studyId).flatMap((population) => {
      const { spaceId } = population
      if (spaceId === null) return []
      const { id, name, seed, plan, datasetHash, keepWeights, origin, ending, createdAt, trashedAt } = population
      const runs = counts.get(id) ?? noRuns()
      const count = Object.values(runs).reduce((sum, n) => sum + n, 0)
      const digest = populationDigest(db, id)
      const measuredOn = measured.get(id) ?? { classes: getStudy(db, studyId).classes ?? 2, validationCount: null }
      const { counted, excluded } = judged.get(id) ?? { counted: 0, excluded: 0 }
      const about = {
        id,
        studyId,
        spaceId,
        name,
        seed,
        count,
        plan,
        datasetHash,
        measuredOn,
        keepWeights,
        origin,
        ending,
      }
      return [{ ...about, runs, counted, excluded, createdAt, trashedAt, digest }]
    })
  }
  const summary = (id: number): PopulationSummary => {
    const found = summaries(getPopulation(db, id).studyId).find((population) => population.id === id)
    if (found) return found
    throw new LabError('notFound', sentence('populationWithoutSpace', { id }))
  }
  const recorded = (
    { id, studyId, name }: Population,
    kind: 'populationRenamed' | 'populationTrashed' | 'populationRestored',
  ) => {
    record(core, { kind, studyId, data: { populationId: id, name } })
    return summary(id)
  }

  return {
    list({ studyId, trashed }) {
      getStudy(db, studyId)
      return summaries(studyId).filter(({ trashedAt }) => (trashedAt !== null) === trashed)
    },
    get: ({ id }) => summary(id),
    halving: ({ id }) => halvingOf(db, getPopulation(db, id)),
    async forecast(request, { signal }) {
      const checked = await checkedRequest(core, datasets, request, signal)
      const sample = await sampled(core, checked, signal)
      return foretold(core, checked, sample, sample.candidates)
    },
    forecastFile: ({ text }, { signal }) => forecastFile(core, datasets, text, signal),
    pilotFile: ({ text }, { signal }) => pilotFile(core, datasets, text, signal),
    async forecastGrowth(growth, { signal }) {
      const { population, contents, sample } = await forecastGrowth(core, datasets, growth, signal)
      return foretold(core, { plan: population.plan, contents }, sample, sample.candidates - sample.candidatesBefore)
    },
    async pilot(request, { signal }) {
      const checked = await checkedRequest(core, datasets, request, signal)
      const { networks } = await sampled(core, checked, signal)
      await runPilot(core, { request: checked, networks, key: pilotKey(checked), signal })
      return listPilots(db, pilotKey(checked))
    },
    async add({ request, further, start }, { signal }) {
      const [id] = await addSampled(core, datasets, [request, ...further], signal)
      if (start) queue.start()
      queue.wake()
      return summary(id!)
    },
    async addLists({ start, ...request }, { signal }) {
      const ids = await addLists(core, datasets, request, signal)
      if (start) queue.start()
      queue.wake()
      core.feed.changed()
      return ids.map(summary)
    },
    async grow({ start, ...growth }, { signal }) {
      await growPopulation(core, datasets, growth, signal)
      if (start) queue.start()
      queue.wake()
      return summary(growth.id)
    },
    async replicate({ start, ...request }, { signal }) {
      const ids = await addReplicates(core, datasets, request, signal)
      if (start) queue.start()
      queue.wake()
      core.feed.changed()
      return ids.map(summary)
    },
    shrink(growth) {
      shrinkPopulation(core, growth)
      queue.wake()
      return summary(growth.id)
    },
    rename({ id, name, basedOn }) {
      const population = getPopulation(db, id)
      requireUnchanged(population.name, basedOn, sentence('nameChangedMeanwhile', { now: population.name }))
      renamePopulation(db, population, name)
      return recorded({ ...population, name }, 'populationRenamed')
    },
    trash({ id }) {
      queue.pause({ populationId: id })
      setTrashed(db, 'populations', id, now())
      return recorded(getPopulation(db, id), 'populationTrashed')
    },
    restore({ id }) {
      setTrashed(db, 'populations', id, null)
      return recorded(getPopulation(db, id), 'populationRestored')
    },
  }
}
