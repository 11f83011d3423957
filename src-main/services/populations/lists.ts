import type { ListsRequest } from '#shared/contract/populations.ts'
import { freeName } from '#shared/schema/freeName.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { networkLists } from '#shared/studyFiles/networkLists.ts'
import { firstListPlace } from '#shared/studyFiles/seeds.ts'
import { LabError } from '#main/store/labError.ts'
import { findPopulation } from '#main/store/tables/populations.ts'
import { listSpaces } from '#main/store/tables/spaces.ts'
import { getStudy } from '#main/store/tables/studies.ts'
import type { DatasetReader } from '../datasets/datasetReader.ts'
import type { LabContext } from '../labContext.ts'
import { requireFit } from '../studies/plans.ts'
import { addLineage } from '../studies/studies.ts'
import { listedPlan } from '../studies/studyDefinition.ts'
import { listedToTrain } from './listed.ts'
import { addPopulation } from './populations.ts'
import { listSpaceIds, seedsAt } from './sampling.ts'

/**
 * Stores each list of networks as a population of its study, in a space of its own behind those there are, under a
 * name that is free, and returns their ids in order. Rejects with LabError or ValueError; then nothing is stored.
 */
export async function addLists(
  { db, environment, now }: Pick<LabContext, 'db' | 'environment' | 'now'>,
  datasets: DatasetReader,
  { studyId, networks, plan, keepWeights }: ListsRequest,
  signal: AbortSignal | undefined,
): Promise<number[]> {
  getStudy(db, studyId)
  const contents = await datasets.contentsNow(plan.dataset, signal)
  requireFit(plan, contents)
  return db.transaction(() => {
    const spaces = listSpaces(db, studyId).map(({ definition }) => definition)
    const names = new Set(spaces.map(({ name }) => name))
    const free = Object.entries(networks).map(([wanted, entries]) => {
      const name = freeName(wanted, (own) => names.has(own) || findPopulation(db, studyId, own) !== undefined)
      names.add(name)
      return [name, entries] as const
    })
    const ids = spaces.map(({ id }) => id)
    const fault = (place: string, said: Sentence) => new LabError('invalid', sentence('faultAt', { place, said }))
    return networkLists(Object.fromEntries(free), fault, ids).map((list) => {
      const own = listedPlan(plan, list.networks.length)
      const place = firstListPlace + listSpaceIds(db, studyId).size
      const seeds = seedsAt({ db }, { studyId, spaceId: null, place }, own.seed)
      const [spaceId] = addLineage(db, studyId, [{ definition: list.space, isRoot: true }], now())
      return addPopulation(
        db,
        {
          ...{ studyId, spaceId: spaceId!, name: list.name, plan: own, keepWeights, datasetHash: contents.hash },
          seed: seeds.sampling,
          networks: listedToTrain(list.networks, { plan: own, contents, seeds }),
        },
        environment,
        now(),
      )
    })
  })()
}
