import { stream } from '#shared/random/stream.ts'

/** The random seeds of a population. */
export interface PopulationSeeds {
  /** Sampling seed: candidate k is a function of it and k. */
  readonly sampling: number
  /** Training seed of the network at a sample position, from 0. */
  readonly training: (position: number) => number
}

/**
 * The seeds of a population, as functions of its plan's seed (the study's, or another for a further sample), the index
 * of its space in the study, from 0, and the positions of its networks. The single rule for all callers, so that
 * samples of two spaces are independent and a continued sample does not change.
 */
export function populationSeeds(seed: number, place: number): PopulationSeeds {
  return {
    sampling: derivedSeed(seed, place, 0),
    training: (position) => derivedSeed(seed, place, position + 1),
  }
}

const derivedSeed = (seed: number, place: number, index: number): number => stream(seed, 'sample', place, index).next()

/** Number of indices tried, far more than a study has spaces. */
const places = 1000

/** The index of the first list of networks, so that spaces added behind those of a study keep their seeds. */
export const firstListPlace = 900

/** The stored seeds of a population: of its sampling and of its plan. */
interface StoredSeeds {
  readonly sampling: number
  readonly planned: number
}

/**
 * The seeds of a stored population: by populationSeeds if its sampling seed follows from its plan's, otherwise by the
 * rule of versions that sampled with the typed seed.
 */
export function storedSeeds(stored: StoredSeeds): PopulationSeeds {
  const { sampling } = stored
  return byRule(stored) ?? { sampling, training: (position) => stream(sampling, 'weights', 0, position).next() }
}

/** The seed a stored population was requested with, which identifies it to users, rather than one derived from it. */
export function askedSeed(stored: StoredSeeds): number {
  const { sampling, planned } = stored
  return sampling !== planned && byRule(stored) ? planned : sampling
}

function byRule({ sampling, planned }: StoredSeeds): PopulationSeeds | undefined {
  for (let place = 0; place < places; place++) {
    const seeds = populationSeeds(planned, place)
    if (seeds.sampling === sampling) return seeds
  }
  return undefined
}

/** The first seed from `first` on that is not in `used`; another sample of a space needs its own. */
export function unusedSeed(first: number, used: readonly number[]): number {
  const taken = new Set(used)
  let seed = first
  while (taken.has(seed)) seed++
  return seed
}

/** The seed for another sample of a space: `first`, or the next one not used by any of its populations. */
export const offeredSeed = (
  first: number,
  populations: readonly { readonly seed: number; readonly plan: { readonly seed: number } }[],
): number =>
  unusedSeed(
    first,
    populations.flatMap(({ seed, plan }) => [seed, plan.seed]),
  )
