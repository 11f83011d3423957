import { stream } from '#shared/random/stream.ts'

/** The seed with which the network at a position of a sample is trained: a function of the sampling's seed and the place. */
export function trainingSeed(seed: number, position: number): number {
  return stream(seed, 'weights', 0, position).next()
}
