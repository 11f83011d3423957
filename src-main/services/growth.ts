import type { DatasetContents } from '#shared/contract/datasets.ts'
import { networkKey } from '#shared/designspaces/toNetwork.ts'
import type { SampledPopulation } from '#shared/designspaces/samplePopulation.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { storedSeeds } from '#shared/studies/seeds.ts'
import { LabError } from '#main/store/labError.ts'
import type { Population } from '#main/store/populations.ts'
import { listRuns } from '#main/store/runs.ts'
import { getSpace } from '#main/store/spaces.ts'
import type { LabCore } from './labCore.ts'
import type { NewNetwork } from './populations.ts'
import { networksToTrain, sampled } from './sampling.ts'

/** What a population gets when its sample is continued. */
export interface Growth {
  /** The whole sample, what is there included. */
  sample: SampledPopulation
  /** The new ones, in the order of the sample. */
  networks: NewNetwork[]
}

/**
 * The networks that continue a population's sample up to `count`. Those that it has stay as they are: sampling is a function
 * of (seed, candidate), so that a longer sample begins with the shorter one. Rejects with LabError 'invalid' where it does
 * not.
 */
export async function growthOf(
  core: Pick<LabCore, 'db' | 'background'>,
  population: Population & { spaceId: number },
  contents: DatasetContents,
  count: number,
  signal: AbortSignal | undefined,
): Promise<Growth> {
  const { db } = core
  const { id, spaceId, plan, seed, name } = population
  const seeds = storedSeeds({ sampling: seed, planned: plan.seed })
  const sample = await sampled(core, { space: getSpace(db, spaceId), plan, contents, seeds, count }, signal)
  const there = listRuns(db, { populationId: id })
  for (const { position, network } of there) {
    const drawn = sample.networks[position]?.network
    if (!drawn || networkKey(drawn) !== networkKey(network))
      throw new LabError('invalid', sentence('sampleChanged', { name, position: position + 1 }))
  }
  const loweringPlan = there[0]?.plan
  const networks = networksToTrain(
    sample,
    { plan, seeds, ...(loweringPlan !== undefined && { loweringPlan }) },
    there.length,
  )
  return { sample, networks }
}

/** Whether a population was sampled from a space, and so can be continued. */
export const isSampled = (population: Population): population is Population & { spaceId: number } =>
  population.spaceId !== null
