import { stream } from '#shared/random/stream.ts'
import { limits } from '#shared/schema/limits.ts'
import { derivedSeed } from '#shared/studies/planStudy.ts'
import type { Population } from '#main/store/populations.ts'

/** The seed with which the network at a position of a sample is trained: a function of the sampling's seed and the place. */
export function trainingSeed(seed: number, position: number): number {
  return stream(seed, 'weights', 0, position).next()
}

/**
 * How the training seeds of a population follow from its own: the rule by which those of its runs, in the order of the
 * sample, were derived; undefined: none that this version knows.
 */
export function trainingSeeds(
  { seed, plan }: Pick<Population, 'seed' | 'plan'>,
  seeds: readonly number[],
): ((position: number) => number) | undefined {
  const rules = [(position: number) => trainingSeed(seed, position), ofStudyFile(seed, plan.seed)]
  return rules.find((rule) => rule && seeds.every((known, position) => rule(position) === known))
}

/** The rule of populations that were made from a study file; undefined: no space of it is sampled with that seed. */
function ofStudyFile(seed: number, studySeed: number): ((position: number) => number) | undefined {
  for (let space = 0; space < limits.spaces; space++) {
    if (derivedSeed(studySeed, space, 0) === seed) return (position) => derivedSeed(studySeed, space, position + 1)
  }
  return undefined
}
