import { isDeepStrictEqual } from 'node:util'
import type { Database } from 'better-sqlite3'
import type { PopulationRequest } from '#shared/contract/populations.ts'
import { freeSeed } from '#shared/random/freeSeed.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { listPopulations, type Population } from '#main/store/populations.ts'

/**
 * The seed with which a population is sampled: the one that is asked for, or from the plan's on the first that no
 * population of the study has. Throws LabError 'invalid' for one with which the same networks would be trained a second
 * time in the same way.
 */
export function samplingSeed(
  db: Database,
  { spaceId, seed, plan }: PopulationRequest,
  { studyId, datasetHash }: Pick<Population, 'studyId' | 'datasetHash'>,
): number {
  // Those in the trash may come back.
  const populations = listPopulations(db, studyId)
  if (seed === null)
    return freeSeed(
      plan.seed,
      populations.map((population) => population.seed),
    )
  const same = populations.find(
    (population) =>
      population.spaceId === spaceId &&
      population.seed === seed &&
      population.datasetHash === datasetHash &&
      isDeepStrictEqual(trainedBy(population.plan), trainedBy(plan)),
  )
  if (!same) return seed
  const key = same.trashedAt === null ? 'seedTaken' : 'seedTakenInTrash'
  throw new LabError('invalid', sentence(key, { seed, name: same.name }))
}

/** What of a plan decides the networks and their training; a written key order is none. */
const trainedBy = ({ imageSize, flops, recipe, provider }: Population['plan']) =>
  JSON.parse(JSON.stringify({ imageSize, flops, recipe, provider })) as unknown
