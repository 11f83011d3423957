import { networkComplexity, type Complexity } from '#shared/networks/complexity.ts'
import type { Network } from '#shared/networks/network.ts'
import { wilsonRange } from '#shared/statistics/ranges/wilsonRange.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'

/** A network to be seen beside another one: untrained, or as one run trained it. */
export interface PairedNetwork extends Complexity {
  readonly name: string
  readonly network: Network
  /** How it was trained; null if it was not, or not by the bench. */
  readonly training: { readonly recipe: object; readonly datasetHash: string; readonly seed: number } | null
  /** Error in percent after the last epoch; null without one. */
  readonly errorPercent: number | null
  /** The validation images, and those taken for another class; null if unknown. */
  readonly judged: { readonly wrong: number; readonly count: number } | null
}

/** What a run says of its network. */
interface RunOfNetwork extends Complexity {
  readonly network: Network
  readonly recipe: object
  readonly datasetHash: string
  readonly seed: number
  readonly errorPercent: number | null
  readonly validationErrors: number | null
  readonly validationCount: number | null
  /** Set if it was trained elsewhere. */
  readonly origin: unknown
}

/** The network of a run. */
export function pairedRun(name: string, run: RunOfNetwork): PairedNetwork {
  const { network, flops, parameters, activations, recipe, datasetHash, seed, errorPercent } = run
  const [wrong, count] = [run.validationErrors, run.validationCount]
  return {
    ...{ name, network, flops, parameters, activations, errorPercent },
    training: run.origin ? null : { recipe, datasetHash, seed },
    judged: errorPercent === null || wrong === null || count === null ? null : { wrong, count },
  }
}

/** The error in percent with its 95 % range as a share of the validation images (see wilsonRange); null if unknown. */
export function errorRange({ judged }: Pick<PairedNetwork, 'judged'>): Interval | null {
  return judged && inPercent(wilsonRange(judged.wrong, judged.count))
}

/** A share and its range in percent. */
export const inPercent = ({ value, low, high }: Interval): Interval => ({
  ...{ value: 100 * value, low: 100 * low, high: 100 * high },
})

/** A network that is only described. */
export function pairedDescription(name: string, network: Network): PairedNetwork {
  return { name, network, ...networkComplexity(network), training: null, errorPercent: null, judged: null }
}
