import { networkComplexity } from '#shared/networks/complexity.ts'
import type { Network } from '#shared/networks/network.ts'

/** Bytes of a trainer without a network, and the bytes of a training as a multiple of its convolutions' outputs. */
const trainerBytes = 200e6
const outputsHeld = 8

/** Expected peak memory, in bytes, of training the network with batches of that size. */
export function predictedPeakBytes(network: Network, batch: number): number {
  const { activations, parameters } = networkComplexity(network)
  return trainerBytes + 4 * (outputsHeld * activations * batch + 8 * parameters)
}
