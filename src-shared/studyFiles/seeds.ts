import { stream } from '#shared/random/stream.ts'

/** Where a population's chance comes from. */
export interface PopulationSeeds {
  /** Of the sampling: candidate k is a function of it and k. */
  readonly sampling: number
  /** Of the training of the network at a position of the sample, from 0. */
  readonly training: (position: number) => number
}

/**
 * The seeds of a population: functions of its plan's seed (the study's, or another one for another sample), the place of
 * its space among those of the study, from 0, and the positions of its networks. The one rule, whoever asks for the
 * population: samples of two spaces are independent, and one that is continued stays what it was.
 */
export function populationSeeds(seed: number, place: number): PopulationSeeds {
  return {
    sampling: derivedSeed(seed, place, 0),
    training: (position) => derivedSeed(seed, place, position + 1),
  }
}

const derivedSeed = (seed: number, place: number, index: number): number => stream(seed, 'sample', place, index).next()

/** How many places are tried: as many as a study may have spaces, by far. */
const places = 1000

/** With what a population is stored: the seed of its sampling and that of its plan. */
interface StoredSeeds {
  readonly sampling: number
  readonly planned: number
}

/**
 * The seeds of a stored population: by the rule above where that of its sampling follows from that of its plan, or else by
 * that of versions which sampled with the seed as it was typed.
 */
export function storedSeeds(stored: StoredSeeds): PopulationSeeds {
  const { sampling } = stored
  return byRule(stored) ?? { sampling, training: (position) => stream(sampling, 'weights', 0, position).next() }
}

/** The seed with which a stored population was asked for: by this, and not by what follows from it, it is known. */
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

/** The first seed from `first` on that is none of those: another sample of a space needs one of its own. */
export function unusedSeed(first: number, used: readonly number[]): number {
  const taken = new Set(used)
  let seed = first
  while (taken.has(seed)) seed++
  return seed
}

/** The seed of another sample of a space: `first`, or the first behind it with which none of its populations was sampled. */
export const offeredSeed = (
  first: number,
  populations: readonly { readonly seed: number; readonly plan: { readonly seed: number } }[],
): number =>
  unusedSeed(
    first,
    populations.flatMap(({ seed, plan }) => [seed, plan.seed]),
  )
