import type { Network } from '#shared/networks/network.ts'
import { candidateSource } from './candidateSource.ts'
import type { DesignSpace, Regime } from '../designSpace.ts'
import { drawOf, type Draw } from './draw.ts'
import { distinctNetworks } from './samplePopulation.ts'
import { networkKey } from '../toNetwork.ts'

/** A population with known networks but unknown draws. */
export interface UndrawnPopulation {
  space: DesignSpace
  regime: Regime
  /** Sampling seed. */
  seed: number
  /** In sample order. */
  networks: readonly Network[]
}

/**
 * The draw behind each network, recovered by sampling again: network i must match exactly. From the first mismatch on
 * the draws are null: those networks come from another sample (for example another version of the space or sampler) or
 * were given.
 */
export function recomputeDraws(population: UndrawnPopulation): (Draw | null)[] {
  const draws = knownDraws(population)
  return population.networks.map((_, i) => draws[i] ?? null)
}

function knownDraws({ space, regime, seed, networks }: UndrawnPopulation): Draw[] {
  const draws: Draw[] = []
  try {
    const source = candidateSource(space, regime)
    if (networks.length === 0 || !(source.conditioning > 0)) return []
    for (const candidate of distinctNetworks(source, seed)) {
      if (networkKey(candidate.network) !== networkKey(networks[draws.length]!)) break
      if (draws.push(drawOf(candidate)) === networks.length) break
    }
  } catch (error) {
    // A space that this version cannot sample.
    if (!(error instanceof RangeError)) throw error
  }
  return draws
}
