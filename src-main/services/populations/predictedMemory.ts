import { networkComplexity } from '#shared/networks/complexity.ts'
import type { Network } from '#shared/networks/network.ts'

/** A trainer without a network, and how many times the bytes of its convolutions' outputs a training takes. */
const trainerBytes = 200e6
const outputsHeld = 8

/** Largest memory, in bytes, that a trainer of the network is expected to take with batches of that size. */
export function predictedPeakBytes(network: Network, batch: number): number {
  const { activations, parameters } = networkComplexity(network)
  return trainerBytes + 4 * (outputsHeld * activations * batch + 8 * parameters)
}
