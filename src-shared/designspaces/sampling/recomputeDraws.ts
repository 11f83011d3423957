import type { Network } from '#shared/networks/network.ts'
import { candidateSource } from './candidateSource.ts'
import type { DesignSpace, Regime } from '../designSpace.ts'
import { drawOf, type Draw } from './draw.ts'
import { distinctNetworks } from './samplePopulation.ts'
import { networkKey } from '../toNetwork.ts'

/** A population of which the networks are known, and not what was drawn for them. */
export interface UndrawnPopulation {
  space: DesignSpace
  regime: Regime
  /** Of the sampling. */
  seed: number
  /** In the order of the sample. */
  networks: readonly Network[]
}

/**
 * What was drawn for each network, by sampling again: place i of the sample has to give network i exactly. From the
 * first that is another one on nothing is known (null): the networks are then of another sample, as of another version
 * of the space or of the sampler, or were given.
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
