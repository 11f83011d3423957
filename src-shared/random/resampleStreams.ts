import { stream, type Stream } from './stream.ts'

/**
 * The streams of resamples by what they serve, so that no two answers share random numbers. Seed and number decide every
 * digit of a resampled range: a number is never changed, and a new use takes one above all of these.
 */
export const resampleStreams = {
  /** Which runs are trained again to check a study. */
  retrainedRuns: 0,
  /**
   * Mean errors of the runs that fulfil a constraint against the others. All constraints share it, so that they differ by
   * what they keep alone.
   */
  constraint: 5,
  /** An improvement split into complexity and quality. */
  improvementSplit: 9,
  /** Mean errors of the best, middle and worst third. */
  thirds: 10,
} as const
export type ResampleUse = keyof typeof resampleStreams

/** The random numbers that resamples for `use` are drawn with. `seed`: an integer in [0, 2^53). */
export const resampleStream = (use: ResampleUse, seed = 0): Stream => stream(seed, 'resample', resampleStreams[use])
