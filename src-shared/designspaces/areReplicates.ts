import type { Network } from '#shared/networks/network.ts'
import { networkKey } from './toNetwork.ts'

/** Whether some of a population's networks are one network trained several times; a sample has no network twice. */
export function areReplicates(networks: readonly Network[]): boolean {
  return new Set(networks.map(networkKey)).size < networks.length
}
