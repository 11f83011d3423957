import { stream, type Stream } from './stream.ts'

/**
 * The random streams of resamples by use, so that no two results share random numbers. Seed and number determine every
 * digit of a resampled range: never change a number, and give a new use one above all of these.
 */
export const resampleStreams = {
  /** Which runs are retrained to check a study. */
  retrainedRuns: 0,
  /**
   * Mean errors of runs that satisfy a constraint against the others. All constraints share it, so that they differ
   * only by what they keep.
   */
  constraint: 5,
  /** The split of an improvement into complexity and quality. */
  improvementSplit: 9,
  /** Mean errors of the best, middle and worst third. */
  thirds: 10,
  /** Distances of EDFs of few networks from that of all. */
  edfDistance: 11,
  /** Networks of the fits of time against FLOPs and activations. */
  timePredictor: 14,
} as const
export type ResampleUse = keyof typeof resampleStreams

/** The random numbers for the resamples of `use`. `seed`: an integer in [0, 2^53). */
export const resampleStream = (use: ResampleUse, seed = 0): Stream => stream(seed, 'resample', resampleStreams[use])
