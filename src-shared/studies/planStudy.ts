import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import { samplePopulation, type SampledPopulation } from '#shared/designspaces/samplePopulation.ts'
import { stream } from '#shared/random/stream.ts'
import { studySpaces, type StudyFile } from './studyFile.ts'

/** A population as a study will train it: everything follows from the study's file and the number of classes. */
export interface PlannedPopulation {
  space: DesignSpace
  regime: Regime
  /** Seed of the sampling. */
  seed: number
  sample: SampledPopulation
  /** Seeds of the trainings, in the order of the sample. */
  trainingSeeds: number[]
}

/**
 * The populations of a study, in the order of its spaces. Each space is sampled with a seed of its own, so that
 * populations are independent, and each network is trained with its own. Throws RangeError where a space cannot be
 * sampled.
 */
export function planStudy(study: StudyFile, classes: number): PlannedPopulation[] {
  const { imageSize, flops, perSpace, seed } = study
  const regime: Regime = { imageSize, classes, convention: 'paper', ...(flops && { flops }) }
  return studySpaces(study).map((space, index) => {
    const populationSeed = derivedSeed(seed, index, 0)
    const sample = samplePopulation({ space, regime, count: perSpace, seed: populationSeed })
    const trainingSeeds = sample.networks.map((_, position) => derivedSeed(seed, index, position + 1))
    return { space, regime, seed: populationSeed, sample, trainingSeeds }
  })
}

/** A seed that is a function of the study's seed, the space's place and the network's (0: the sampling itself). */
export function derivedSeed(seed: number, space: number, place: number): number {
  return stream(seed, 'sample', space, place).next()
}
